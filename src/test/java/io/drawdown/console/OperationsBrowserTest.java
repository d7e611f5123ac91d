package io.drawdown.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.UsageEvents;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The pages on which admins keep the platform in order: rejected events, settling again and the integrity check. */
class OperationsBrowserTest extends BrowserTest {

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @Autowired
    private UsageEvents usage;

    @Autowired
    private JsonMapper json;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void signIn() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
        world.buy(
                account,
                world.monthlyOffer("V100 1 h", region, specification, 1),
                1,
                TestClock.START.minusSeconds(20_000));
        var wrong = world.run(
                account, region, specification, "wrong", TestClock.START.minusSeconds(3_600), TestClock.START);
        world.run(account, region, specification, "right", TestClock.START.minusSeconds(7_200), TestClock.START);
        world.voidUsage(account, wrong);
        report("job-1", "mistyped");
        var name = World.code("sam");
        world.asSystem(() -> {
            users.put(name, "Sam Reed", "a long password", Role.ADMIN, null);
            return null;
        });
        signIn(name, "a long password");
    }

    @Test
    void correctsAndReplaysRejectedEvent() {
        page.navigate("/usage-not-billed?account=" + account);
        page.getByText("job-1/1").first().click();
        assertThat(page).hasURL(Pattern.compile("/usage-not-billed/[0-9]+$"));
        var copy = page.getByLabel("Event as JSON");
        copy.fill(copy.inputValue().replace("mistyped", region).replace("\"nodes\" : 1", "\"nodes\" : 0"));
        page.getByText("Save copy").click();
        assertThat(page.getByText("data.nodes must be a whole number from 1.")).isVisible();
        assertAccessible(page);
        copy.fill(copy.inputValue().replace("\"nodes\" : 0", "\"nodes\" : 2"));
        button("Replay").click();
        assertThat(page.getByText("Accepted: it is settled now.")).isVisible();
        assertAccessible(page);
    }

    @Test
    void replaysAllRejectedEventsWithProgress() {
        IntStream.range(0, 250).forEach(number -> report("late-" + number, "late"));
        page.navigate("/usage-not-billed?account=" + account);
        button("Replay all …").click();
        assertThat(page.getByText("Replay 251\u00a0events?")).isVisible();
        assertAccessible(page);
        button("Replay all").click();
        assertThat(page.getByText("251 of 251 replayed: 0 settled, 251 rejected again."))
                .isVisible();
        assertAccessible(page);
        button("Close").click();
        assertThat(page.getByText("251\u00a0events")).isVisible();
    }

    @Test
    void settlesVoidedUsageAgain() {
        page.navigate("/settle-again?account=" + account);
        assertThat(page).hasURL(Pattern.compile("/recharge-after-void\\?account=" + account));
        page.getByText("Recharge …").locator("visible=true").first().click();
        assertThat(page.getByRole(AriaRole.ALERTDIALOG)).containsText("¥\u00a021.20");
        assertAccessible(page);
        button("Recharge").click();
        assertThat(page.getByText("which takes ¥\u00a021.20 off the bill.")).isVisible();
    }

    @Test
    void runsIntegrityCheck() {
        page.navigate("/integrity");
        button("Check now").click();
        assertThat(page.getByText("All checks")).isVisible();
        page.reload();
        assertThat(page.getByText("All checks")).isVisible();
    }

    @Test
    void isAccessibleOnEveryScreenSize() {
        page.navigate("/usage-not-billed?account=" + account);
        var event = page.locator("a[href*='usage-not-billed/']").first().getAttribute("href");
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            for (var width : new int[] {1440, 390}) {
                page.setViewportSize(width, 900);
                for (var address : new String[] {
                    "usage-not-billed?account=" + account,
                    "usage-not-billed?source=nope",
                    event,
                    "recharge-after-void?account=" + account,
                    "recharge-after-void?job=nope",
                    "integrity"
                }) {
                    page.navigate("/" + address);
                    assertThat(page.locator("h1")).isVisible();
                    assertAccessible(page);
                    assertFits();
                }
            }
        }
    }

    private void report(String job, String in) {
        world.asSystem(() -> usage.report(List.of(json.readTree("""
                    {"specversion": "1.0", "id": "%s/1", "source": "/scheduler", "type": "drawdown.usage.recorded.v1", "subject": "%s",
                     "data": {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING", "nodes": 1,
                              "startedAt": "2026-11-22T08:00:00Z", "endedAt": "2026-11-22T09:00:00Z"}}\
                    """.formatted(job, job, account, in, specification)))));
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private void assertFits() {
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).as("what overflows at %s", page.url()).isEqualTo(0);
    }
}
