package io.drawdown.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.audit.AuditTrail;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.console.ParsedFieldsTest.Entered;
import io.drawdown.console.ParsedFieldsTest.Place;
import io.drawdown.console.components.field.ParsedField;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * Types and pastes texts into every field of the console for a number, a day or a time, found in the components of each page and
 * dialog: what was entered stays, and what can't be read is said. The nightly run has the whole table of texts.
 */
@Tag("thorough")
class EveryParsedFieldBrowserTest extends BrowserTest {

    private static final boolean IS_NIGHTLY = Boolean.getBoolean("drawdown.nightly");

    /** What no field can read, made of the field's present number. */
    private static final List<Text> UNREADABLE = List.of(
            Text.typed(number -> number + " x"),
            Text.typed(number -> "1,20"),
            Text.typed(number -> "$5"),
            Text.typed(number -> "1e3"),
            Text.typed(number -> "2026-02-30"),
            Text.typed(number -> "tomorrow"),
            Text.pasted(number -> number + " minutes"),
            Text.pasted(number -> "5000 EUR"),
            Text.pasted(number -> "1\u00a0200.50"),
            Text.pasted(number -> "5\u200b0"),
            Text.pasted(number -> "12/11/2026"),
            Text.pasted(number -> number + " ".repeat(300) + "x"));

    /** What is entered, and how. */
    private record Text(Function<String, String> of, boolean isPasted, boolean isUnreadable) {

        static Text typed(Function<String, String> of) {
            return new Text(of, false, true);
        }

        static Text pasted(Function<String, String> of) {
            return new Text(of, true, true);
        }

        // A line break that is typed sends the form.
        static Stream<Text> both(Entered entered) {
            return Stream.of(false, true)
                    .filter(pasted -> pasted
                            || !entered.text().contains("\n") && entered.text().length() < 100)
                    .map(pasted -> new Text(number -> entered.text(), pasted, entered.saysNothing()));
        }
    }

    /** A field as the server has it. */
    private record Field(String id, String name, String value, boolean isRefused, Component parent) {}

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private TestClock clock;

    @Autowired
    private ServletWebServerApplicationContext server;

    private String admin;
    private String account;
    private String region;
    private String specification;
    private String offer;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        admin = World.code("sam");
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
        offer = world.monthlyOffer("V100 10 h", region, specification, 10);
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void keepsWhatIsTypedAndPasted(Place place) {
        prepare(place);
        signInAsAdmin();
        show(place);
        var present = fields(place).stream().collect(Collectors.toMap(Field::id, Field::value));
        var before = saved();

        for (var text : texts()) {
            for (var group : groups(fields(place))) {
                enter(place, text, group, present);
            }
        }

        if (place.action != null) {
            page.locator("vaadin-button:visible")
                    .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + place.action)))
                    .last()
                    .click();
            awaitAnswer();
        }
        Assertions.assertThat(saved()).as("what is saved of %s", place).isEqualTo(before);
        Assertions.assertThat(fields(place)).as("fields of %s", place).allMatch(Field::isRefused);
    }

    @Test
    void letsACustomerPasteWhatIsFarTooLong() {
        signIn(world.customer(account, "a long password"), "a long password");
        page.navigate("/buy?account=" + account + "&region=" + region + "&specification=" + specification + "&offer="
                + offer);
        var quantity = page.getByLabel("Quantity").first();
        var text = "7".repeat(100_000);
        page.evaluate("text => navigator.clipboard.writeText(text)", text);
        quantity.press("Control+a");
        quantity.press("Control+v");
        quantity.blur();

        assertThat(page.locator("[slot=error-message]").filter(new Locator.FilterOptions().setHasText("too long")))
                .isVisible();
        assertThat(quantity).hasValue(text);
        quantity.fill("3");
        quantity.blur();
        assertThat(page.locator("vaadin-text-field[invalid]")).hasCount(0);
        assertThat(page.locator(".order-summary")).containsText("540.00");
    }

    private static List<Text> texts() {
        return IS_NIGHTLY
                ? Stream.concat(ParsedFieldsTest.TABLE.stream().flatMap(Text::both), UNREADABLE.stream())
                        .toList()
                : UNREADABLE;
    }

    /** Enters a text into some fields, one after the other, and then waits for what the server makes of them. */
    private void enter(Place place, Text text, Collection<Field> group, Map<String, String> present) {
        var entered = new LinkedHashMap<String, String>();
        for (var field : group) {
            var words = text.of().apply(ParsedFieldsTest.number(present.getOrDefault(field.id(), "")));
            var input = input(field.id());
            if (text.isPasted()) {
                page.evaluate("text => navigator.clipboard.writeText(text)", words);
                input.press("Control+a");
                input.press("Control+v");
            } else {
                input.press("Control+a");
                page.keyboard().type(words);
            }
            entered.put(field.id(), words);
        }
        input(new ArrayList<>(entered.keySet()).getLast()).blur();
        await().alias("what the server has of %s in %s".formatted(entered.values(), place))
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(20))
                .until(() -> fields(place).stream()
                        .filter(field -> entered.containsKey(field.id()))
                        .allMatch(field -> isSame(field.value(), entered.get(field.id()))));
        awaitAnswer();
        for (var field : fields(place)) {
            var words = entered.get(field.id());
            if (words != null) {
                check("‘%s’ in %s of %s".formatted(words, field.name(), place), text, words, field);
            }
        }
    }

    private void check(String what, Text text, String words, Field field) {
        var shown = page.evaluate("""
                id => {
                  const field = document.getElementById(id);
                  return [field.inputElement.value, String(field.invalid), field.querySelector('[slot=error-message]').textContent];
                }\
                """, field.id());
        Assertions.assertThat(field.isRefused() || !text.isUnreadable())
                .as("%s is refused", what)
                .isTrue();
        Assertions.assertThat((List<?>) shown).as(what).satisfies(parts -> {
            Assertions.assertThat(isSame((String) parts.get(0), words))
                    .as("stays: %s", parts.get(0))
                    .isTrue();
            Assertions.assertThat(parts.get(1)).as("is marked").isEqualTo(Boolean.toString(field.isRefused()));
            Assertions.assertThat(!((String) parts.get(2)).isBlank() || !field.isRefused())
                    .as("has a message")
                    .isTrue();
        });
    }

    // Browsers paste a line break into a field of one line as a blank.
    private static boolean isSame(String one, String other) {
        return one.equals(other)
                || other.contains("\n")
                        && one.strip().equals(other.replace('\n', ' ').strip());
    }

    /** The fields that are shown, which have ids from then on. */
    private List<Field> fields(Place place) {
        var found = new AtomicReference<List<Field>>(List.of());
        var shown = shownPage();
        shown.accessSynchronously(() -> found.set(ParsedFieldsTest.fieldsIn(shown)
                .filter(ParsedFieldsTest::isShown)
                .map(EveryParsedFieldBrowserTest::field)
                .toList()));
        Assertions.assertThat(found.get()).as("fields of %s", place).hasSizeGreaterThanOrEqualTo(place.fields());
        return found.get();
    }

    private static Field field(ParsedField<?> field) {
        if (field.getId().isEmpty()) {
            field.setId(World.code("field"));
        }
        return new Field(
                field.getId().orElseThrow(),
                ParsedFieldsTest.name(field),
                field.getValue(),
                field.isRefused(),
                field.getParent().orElseThrow());
    }

    /** Fields side by side: those of other rows may change with them. */
    private static Collection<List<Field>> groups(List<Field> fields) {
        return fields.stream()
                .collect(Collectors.groupingBy(Field::parent, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private UI shownPage() {
        var cookies =
                page.context().cookies().stream().map(cookie -> cookie.value).toList();
        var context = (Context)
                ((TomcatWebServer) server.getWebServer()).getTomcat().getHost().findChildren()[0];
        return Arrays.stream(context.getManager().findSessions())
                .filter(session -> cookies.contains(session.getId()))
                .map(Session::getSession)
                .flatMap(session ->
                        Collections.list(session.getAttributeNames()).stream().map(session::getAttribute))
                .filter(VaadinSession.class::isInstance)
                .flatMap(session -> pagesOf((VaadinSession) session).stream())
                .max(Comparator.comparingInt(UI::getUIId))
                .orElseThrow();
    }

    private static List<UI> pagesOf(VaadinSession session) {
        session.lock();
        try {
            return List.copyOf(session.getUIs());
        } finally {
            session.unlock();
        }
    }

    private void awaitAnswer() {
        await().pollInterval(Duration.ofMillis(10)).until(() -> (Boolean) page.evaluate(
                "Object.values(window.Vaadin?.Flow?.clients ?? {}).every(one => !one.isActive || !one.isActive())"));
    }

    private Locator input(String id) {
        return page.locator("#" + id + " > input[slot=input]");
    }

    private void prepare(Place place) {
        switch (place) {
            case SILENT_RUN -> {
                world.buy(account, offer, 1, null);
                world.start(account, region, specification, "train", 1, TestClock.START);
                clock.advance(Duration.ofDays(9));
            }
            case USAGE_ALERT -> world.buy(account, offer, 1, null);
            case USAGE ->
                world.run(account, region, specification, "train", TestClock.START.minusSeconds(3600), TestClock.START);
            case REJECTED_EVENTS -> world.reject(account, "mislaid");
            default -> {}
        }
    }

    private void show(Place place) {
        switch (place) {
            case OFFER -> open("/offers", "Add an offer …");
            case SPECIFICATION -> open("/specifications", "Add a specification …");
            case PRICE -> {
                open("/list-prices", "New price …");
                page.getByText("At a chosen time").click();
            }
            case ACCOUNT -> open("/accounts", "New account …");
            case GIFT -> open("/accounts/" + account, "Give a package …");
            case ORDER -> {
                page.navigate("/buy?account=" + account + "&region=" + region + "&specification=" + specification
                        + "&offer=" + offer);
                page.getByText("At a chosen time").click();
            }
            case KEY -> {
                open("/api-keys?account=" + account, "New key …");
                page.getByLabel("Expires after").click();
                page.getByRole(AriaRole.OPTION).nth(3).click();
            }
            case SILENT_RUN -> open("/jobs-without-stop?account=" + account, "Stop …");
            case USAGE_ALERT -> {
                open("/packages?account=" + account, "Usage Alert");
                chooseBothTypes();
            }
            case ALERT_DEFAULTS -> {
                page.navigate("/alert-defaults");
                chooseBothTypes();
            }
            case ESTIMATE ->
                page.navigate("/estimate?account=" + account + "&region=" + region + "&specification=" + specification
                        + "&nodes=1&hours=5");
            case USAGE -> page.navigate("/usage?account=" + account);
            case AUDIT -> page.navigate("/audit");
            case REJECTED_EVENTS -> page.navigate("/usage-not-billed");
        }
        await().alias("the fields of %s".formatted(place))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    awaitAnswer();
                    var shown = shownPage();
                    var number = new AtomicReference<Long>();
                    shown.accessSynchronously(() -> number.set(ParsedFieldsTest.fieldsIn(shown)
                            .filter(ParsedFieldsTest::isShown)
                            .count()));
                    return number.get() >= Math.max(1, place.fields());
                });
    }

    private void open(String address, String button) {
        page.navigate(address);
        page.locator("vaadin-button:visible")
                .filter(new Locator.FilterOptions().setHasText(button))
                .first()
                .click();
    }

    private void chooseBothTypes() {
        page.locator("vaadin-select:visible").first().click();
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName("Both")).click();
    }

    private void signInAsAdmin() {
        world.asSystem(() -> {
            users.put(admin, "Sam Reed", "a long password", Role.ADMIN, null);
            return null;
        });
        signIn(admin, "a long password");
    }

    /** What the admin has changed so far. */
    private long saved() {
        return world.asSystem(() ->
                trail.list(new AuditFilter(null, admin, null, null, null, null)).count());
    }
}
