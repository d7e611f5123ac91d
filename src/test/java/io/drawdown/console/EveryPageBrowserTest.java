package io.drawdown.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.rights.AccessRule;
import io.drawdown.rights.RightsTable;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.LongLists;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every page of the console at the widths of windows between a phone and a large screen, in one signed-in browser. */
class EveryPageBrowserTest extends BrowserTest {

    private static final RightsTable ROUTES = RightsTable.of("routes");
    private static final String HOME = "(home)";
    private static final String OF_NEWCOMERS = "choose-password";
    private static final int HEIGHT = 900;
    private static final int FIRST_WIDTH = 1280;
    private static final List<Integer> LAPTOP_WIDTHS = List.of(1024, FIRST_WIDTH, 1366);
    private static final List<Integer> OTHER_WIDTHS = List.of(320, 390, 1440, 1920);
    private static final List<Integer> LOADED_WIDTHS = List.of(FIRST_WIDTH, 1024, 390);
    private static final int ATTEMPTS = 20;
    private static final double ATTEMPT_MILLIS = 250;
    private static final double MOST_LAYOUT_SHIFT = 0.05;

    private static final String OBSERVE_LAYOUT_SHIFTS = """
            window.layoutShift = 0;
            window.layoutShifts = [];
            new PerformanceObserver(list => list.getEntries().forEach(entry => {
              if (!entry.hadRecentInput) {
                window.layoutShift += entry.value;
                window.layoutShifts.push(entry.value.toFixed(3) + ': ' + entry.sources.map(source =>
                    (source.node?.className || source.node?.localName || source.node?.textContent || '') + ' '
                    + JSON.stringify([source.previousRect, source.currentRect].map(r => [r.x, r.y, r.width, r.height]))));
              }
            })).observe({ type: 'layout-shift', buffered: true });
            """;

    /** Waits until the page has nothing to do: no request, no pause of a measurement, no frame to draw. */
    private static final String SETTLE = """
            async () => {
              const busy = () => Object.values(window.Vaadin?.Flow?.clients ?? {}).some(client => client.isActive?.());
              for (let calm = 0, rounds = 0; calm < 2 && rounds < 200; rounds++) {
                await new Promise(resume => setTimeout(resume, 40));
                await new Promise(resume => requestAnimationFrame(resume));
                calm = busy() ? 0 : calm + 1;
              }
            }
            """;

    /** Names what is wider than its place: the page, grids, and whatever hides a part of its text. */
    private static final String FIND_CUT = """
            () => {
              const found = [];
              const root = document.documentElement;
              if (root.scrollWidth > root.clientWidth) found.push(`the page by ${root.scrollWidth - root.clientWidth}`);
              const isShown = (element) => {
                const box = element.getBoundingClientRect();
                const isClipped = (around) => around && (getComputedStyle(around).clipPath !== 'none' || isClipped(around.parentElement));
                return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility === 'visible' && !isClipped(element);
              };
              const textOf = (element) => (element.innerText || element.getRootNode().host?.innerText || '')
                  .trim().replace(/\\s+/g, ' ').slice(0, 60);
              const walk = (element) => {
                if (element.matches('.for-screen-readers, vaadin-connection-indicator, input, textarea, [hidden], .views')) return;
                const beyond = element.scrollWidth - element.clientWidth;
                if (beyond > 1 && getComputedStyle(element).overflowX !== 'visible' && isShown(element)) {
                  found.push(`${element.localName}.${element.className}#${element.id} by ${beyond}: ${textOf(element)}`);
                }
                const box = element.getBoundingClientRect();
                if (box.right > root.clientWidth + 1 && box.left < root.clientWidth && isShown(element)) {
                  found.push(`${element.localName}.${element.className} reaches ${box.right}`);
                }
                (element.shadowRoot ? [...element.shadowRoot.children] : []).forEach(walk);
                [...element.children].forEach(walk);
              };
              walk(document.body);
              return found;
            }
            """;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @Autowired
    private TestClock clock;

    private LongLists lists;
    private String rejectedEvent;
    private String admin;
    private int loaded;

    @BeforeEach
    void createLists() {
        clock.set(TestClock.START);
        lists = LongLists.create(context);
        rejectedEvent = Long.toString(world.reject(lists.account, "mislaid"));
        world.run(
                lists.account,
                lists.region,
                lists.specification,
                "a-job-with-the-longest-name-that-people-give-to-their-trainings",
                World.NOW.minusSeconds(3_600),
                World.NOW);
        world.run(lists.account, lists.region, lists.specification, "train", World.NOW.minusSeconds(60), World.NOW);
        var name = World.code("ada");
        world.asSystem(() -> {
            users.put(name, "Ada Stone", "a long password", Role.ADMIN, null);
            return null;
        });
        admin = name;
    }

    @AfterEach
    void deleteLists() {
        lists.clear();
    }

    @Test
    void showsEveryPageInWholeAtEveryWidth() {
        page.addInitScript(OBSERVE_LAYOUT_SHIFTS);
        var faults = new ArrayList<String>();
        addresses(rule -> rule == AccessRule.OPEN).forEach(address -> faults.addAll(faultsOf(address)));
        page.setViewportSize(FIRST_WIDTH, HEIGHT);
        signIn(admin, "a long password");
        var addresses = addresses(rule -> rule != AccessRule.OPEN);
        assertThat(addresses).hasSizeGreaterThan(25);
        addresses.forEach(address -> faults.addAll(faultsOf(address)));
        assertThat(faults).isEmpty();
    }

    /** The addresses of the pages in the table of rights, which has all of them, for the account with long lists. */
    private List<String> addresses(Predicate<AccessRule> rule) {
        var addresses = new ArrayList<String>();
        ROUTES.rows().forEach((route, row) -> {
            if (rule.test(row.rule()) && !route.equals(OF_NEWCOMERS)) {
                var path = route.equals(HOME)
                        ? ""
                        : route.replace(":package", lists.packageId)
                                .replace(":account", lists.account)
                                .replace(":event", rejectedEvent);
                var query =
                        row.note().replace("{region}", lists.region).replace("{specification}", lists.specification);
                addresses.add("/" + path + "?account=" + lists.account + (query.isEmpty() ? "" : "&" + query));
                if (route.equals("packages")) {
                    List.of("kinds", "deductions")
                            .forEach(view -> addresses.add("/packages?account=" + lists.account + "&view=" + view));
                }
            }
        });
        return addresses;
    }

    private List<String> faultsOf(String address) {
        // In turn, so that the widths take little more time than one.
        var width = LOADED_WIDTHS.get(loaded++ % LOADED_WIDTHS.size());
        page.setViewportSize(width, HEIGHT);
        page.navigate(address);
        page.locator("main").first().waitFor();
        page.evaluate(SETTLE);
        var faults = new ArrayList<String>();
        var shift = ((Number) page.evaluate("window.layoutShift")).doubleValue();
        if (shift > MOST_LAYOUT_SHIFT) {
            faults.add("%s at %d shifts by %.3f: %s"
                    .formatted(address, width, shift, page.evaluate("window.layoutShifts")));
        }
        LAPTOP_WIDTHS.forEach(laptop -> faults.addAll(cut(address, laptop, ColorScheme.LIGHT, ColorScheme.DARK)));
        OTHER_WIDTHS.forEach(other -> faults.addAll(cut(address, other, ColorScheme.LIGHT)));
        return faults;
    }

    private List<String> cut(String address, int width, ColorScheme... schemes) {
        page.setViewportSize(width, HEIGHT);
        page.evaluate(SETTLE);
        return Stream.of(schemes)
                .flatMap(scheme -> {
                    page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
                    return findCut().stream().map(found -> "%s at %d, %s: %s".formatted(address, width, scheme, found));
                })
                .toList();
    }

    /** Finds what is cut, once the columns have followed the width, for which the server is asked. */
    private List<?> findCut() {
        var found = (List<?>) page.evaluate(FIND_CUT);
        for (var attempt = 0; attempt < ATTEMPTS && !found.isEmpty(); attempt++) {
            page.waitForTimeout(ATTEMPT_MILLIS);
            found = (List<?>) page.evaluate(FIND_CUT);
        }
        return found;
    }
}
