package io.drawdown.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.model.Role;
import io.drawdown.console.frame.live.LiveUpdates;
import io.drawdown.console.frame.live.UnreadCounts;
import io.drawdown.quota.DueAccounts;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A scheduler starts a job while a person looks: the meters fall, the alert arrives, and the job is seen to run and to stop. */
class RunningJobBrowserTest extends BrowserTest {

    private static final String SCROLLED =
            "document.querySelector('vaadin-grid').shadowRoot.querySelector('#table').scrollTop";
    private static final String PASSWORD = "a-password-of-li";

    @Autowired
    private World world;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private DueAccounts dueAccounts;

    @Autowired
    private LiveUpdates figures;

    @Autowired
    private UnreadCounts counts;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String v100;
    private String key;

    @BeforeEach
    void open() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        v100 = world.specification("V100", region);
        world.buy(account, world.monthlyOffer("V100 100 h", region, v100, 100), 1, null);
        key = world.asSystem(() -> keys.create(account, "the scheduler", Role.METERING, null))
                .key();
        figures.start();
        counts.start();
        signIn(world.customer(account, PASSWORD), PASSWORD);
    }

    @AfterEach
    void stop() {
        counts.stop();
        figures.stop();
    }

    @Test
    void showsRunningJobLive() {
        page.navigate("/");
        assertThat(remainingText()).hasText("100.00\u00a0h");
        markPosition();
        Locator link = page.getByText("1 valid package");
        link.focus();
        started("job-17", 10);
        advance(Duration.ofHours(1));
        assertThat(remainingText()).hasText("90.00\u00a0h");
        advance(Duration.ofMinutes(30));
        assertThat(remainingText()).hasText("85.00\u00a0h");
        assertThat(link).isFocused();
        Assertions.assertThat(page.locator(".meter").first().getAttribute("aria-valuetext"))
                .startsWith("85.00 of 100.00");
        assertPositionKept();
        check();

        page.navigate("/packages");
        assertThat(remainingText()).hasText("85.00\u00a0h");
        markPosition();
        page.locator("vaadin-grid a:visible").first().focus();
        advance(Duration.ofMinutes(390));
        assertThat(remainingText()).hasText("20.00\u00a0h");
        assertThat(page.locator("vaadin-grid a:visible").first()).isFocused();
        assertThat(page.locator("vaadin-grid .tone-low").first()).isVisible();
        var bell = page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("unread, notifications"));
        assertThat(bell).hasAccessibleName("1 unread, notifications");
        assertPositionKept();
        check();

        page.locator("vaadin-grid a:visible").first().click();
        assertThat(remainingText()).hasText("20.00\u00a0h");
        markPosition();
        advance(Duration.ofMinutes(30));
        assertThat(remainingText()).hasText("15.00\u00a0h");
        assertPositionKept();
        check();

        page.navigate("/usage?state=running");
        assertThat(page.locator("vaadin-grid .tone-running:visible")).hasText("Running");
        markPosition();
        advance(Duration.ofMinutes(30));
        assertThat(page.locator("vaadin-grid .paid:visible").getByText("Packages 90.00\u00a0h"))
                .isVisible();
        advance(Duration.ofHours(2));
        assertThat(page.locator("vaadin-grid .paid:visible").getByText("Pay-per-use 10.00\u00a0h"))
                .isVisible();
        assertThat(page.getByText("Now by pay-per-use").locator("visible=true")).isVisible();
        assertThat(bell).hasAccessibleName("2 unread, notifications");
        assertPositionKept();
        check();

        page.locator("vaadin-grid a:visible", new LocatorOptions().setHasText("job-17"))
                .click();
        assertThat(page.getByText("Pay-per-use so far")).isVisible();
        assertThat(page.getByText("¥\u00a0212.00").first()).isVisible();
        markPosition();
        advance(Duration.ofMinutes(30));
        assertThat(page.getByText("¥\u00a0318.00").first()).isVisible();
        check();
        stopped("job-17");
        assertThat(page.locator(".status-badge", new LocatorOptions().setHasText("Finished")))
                .isVisible();
        assertThat(page.getByText("Pay-per-use so far")).not().isVisible();
        assertPositionKept();
        check();

        page.navigate("/usage?state=finished");
        assertThat(page.locator("vaadin-grid a:visible", new LocatorOptions().setHasText("job-17")))
                .isVisible();
        assertThat(page.locator("vaadin-grid .tone-running")).hasCount(0);
        bell.click();
        assertThat(page.getByText("20.00 of 100.00").first()).isVisible();
    }

    @Test
    void keepsOpenedDetailsAndScrollPosition() {
        for (var number = 0; number < 40; number++) {
            world.run(
                    account,
                    region,
                    v100,
                    "batch-" + number,
                    TestClock.START.minus(Duration.ofDays(2)),
                    TestClock.START.minus(Duration.ofDays(1)));
        }
        started("job-17", 10);
        page.navigate("/usage");
        page.getByLabel("Job", new GetByLabelOptions().setExact(true)).fill("b");
        assertThat(page.locator(".count")).hasText("41\u00a0jobs");
        page.locator("vaadin-grid").evaluate("grid => grid.scrollToIndex(30)");
        page.waitForFunction(SCROLLED + " > 500");
        page.waitForTimeout(1000);
        var before = page.evaluate(SCROLLED);

        advance(Duration.ofMinutes(5));
        page.waitForTimeout(5000);

        Assertions.assertThat(page.evaluate(SCROLLED)).isEqualTo(before);
        assertThat(page.getByLabel("Job", new GetByLabelOptions().setExact(true)))
                .hasValue("b");
        assertThat(page.getByLabel("Job", new GetByLabelOptions().setExact(true)))
                .isFocused();
    }

    @Test
    void isAccessibleOnEveryScreenSize() {
        started("job-17", 10);
        advance(Duration.ofMinutes(630));
        for (var width : new int[] {1440, 390}) {
            page.setViewportSize(width, 900);
            for (var address :
                    new String[] {"/", "/packages", "/usage", "/usage?state=running", "/usage/job?name=job-17"}) {
                page.navigate(address);
                assertThat(page.getByText(address.equals("/") || address.equals("/packages") ? "Used up" : "Running")
                                .locator("visible=true")
                                .first())
                        .isVisible();
                check();
            }
        }
    }

    private void started(String job, int nodes) {
        report("drawdown.job.started.v1", job, """
            {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING", "nodes": %d, "startedAt": "%s"}\
            """.formatted(account, region, v100, nodes, clock.instant()));
    }

    private void stopped(String job) {
        report("drawdown.job.stopped.v1", job, """
            {"account": "%s", "stoppedAt": "%s"}\
            """.formatted(account, clock.instant()));
    }

    private void report(String type, String job, String data) {
        Instant now = clock.instant();
        var answer = page.context()
                .request()
                .post(
                        "/api/v1/events",
                        RequestOptions.create()
                                .setHeader("Authorization", "Bearer " + key)
                                .setHeader("Content-Type", "application/cloudevents+json")
                                .setData("""
                                    {"specversion": "1.0", "id": "%s", "source": "/scheduler", "type": "%s", "subject": "%s", "data": %s}\
                                    """.formatted(type + now, type, job, data)));
        Assertions.assertThat(answer.text()).contains("\"accepted\":1");
    }

    /** Lets time pass, and has what is due then done by whoever looks for it. */
    private void advance(Duration duration) {
        clock.advance(duration);
        dueAccounts.catchUp();
    }

    private Locator remainingText() {
        return page.locator(".quota-meter:visible strong, .quota-meter:visible .strong")
                .first();
    }

    private void markPosition() {
        page.evaluate("window.notReloaded = true");
    }

    private void assertPositionKept() {
        Assertions.assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
    }

    private void check() {
        assertAccessible(page);
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).as("what overflows at %s", page.url()).isEqualTo(0);
    }
}
