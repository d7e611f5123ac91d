package io.drawdown.console.customer.usage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.AriaRole;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UsageBrowserTest extends BrowserTest {

    private static final String JOB = "a/../b?c=d&e#f 100%+1";

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private String account;

    @BeforeEach
    void signIn() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        world.buy(account, world.monthlyOffer("V100 10 h", region, specification, 10), 1, null);
        clock.advance(Duration.ofHours(12));
        world.run(
                account, region, specification, "covered", TestClock.START, TestClock.START.plus(Duration.ofHours(2)));
        world.run(
                account,
                region,
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                JOB,
                3,
                TestClock.START,
                TestClock.START.plus(Duration.ofHours(4)));
        world.voidUsage(
                account,
                world.run(
                        account,
                        region,
                        specification,
                        JOB,
                        TestClock.START,
                        TestClock.START.plus(Duration.ofHours(1))));
        signIn(world.customer(account, "a long password"), "a long password");
    }

    @Test
    void navigatesFromReasonToJobAndPackage() {
        page.navigate("/");
        page.getByText("The packages for it were used up.").click();

        assertThat(page).hasURL(Pattern.compile("/usage\\?.*pay-per-use=used-up"));
        assertThat(jobs()).hasText(new String[] {JOB});
        page.reload();
        assertThat(jobs()).hasText(new String[] {JOB});

        jobs().click();
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(JOB)))
                .isVisible();
        page.reload();
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(JOB)))
                .isVisible();
        assertThat(page.getByText("covers this, but was used up.").first()).isVisible();

        page.locator("vaadin-grid a:visible").first().click();
        assertThat(page).hasURL(Pattern.compile("/packages/\\d+$"));
        page.locator("vaadin-grid a:visible", new LocatorOptions().setHasText(JOB))
                .first()
                .click();
        assertThat(page).hasURL(Pattern.compile("/usage/job\\?name="));
        page.goBack();
        assertThat(page).hasURL(Pattern.compile("/packages/\\d+$"));
    }

    @Test
    void keepsFiltersInAddress() throws IOException {
        page.navigate("/usage");
        assertThat(jobs()).hasCount(2);

        page.getByLabel("Job", new GetByLabelOptions().setExact(true)).fill("cov");
        assertThat(jobs()).hasText(new String[] {"covered"});
        page.getByLabel("From").fill("2026-11-22");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/usage\\?(job=cov&from=2026-11-22|from=2026-11-22&job=cov)$"));

        var file = page.waitForDownload(() -> page.getByText("Export CSV").click());
        Assertions.assertThat(file.suggestedFilename()).isEqualTo("usage-" + account + ".csv");
        Assertions.assertThat(Files.readAllLines(file.path()))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("covered,Finished,V100,");

        page.goBack();
        assertThat(page.getByLabel("From")).hasValue("");
    }

    @Test
    void isAccessibleOnEveryScreenSize() {
        for (var width : new int[] {1440, 900, 390}) {
            page.setViewportSize(width, 900);
            for (var address : new String[] {"/usage", "/usage?job=x", "/usage?pay-per-use=any"}) {
                page.navigate(address);
                assertThat(page.locator(".filter-bar")).isVisible();
                assertAccessible(page);
                assertFits();
            }
            jobs().first().click();
            assertThat(page.getByText("Reversed").first()).isVisible();
            assertAccessible(page);
            assertFits();
        }
    }

    private Locator jobs() {
        return page.locator("vaadin-grid a:visible");
    }

    private void assertFits() {
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).as("what overflows at %s", page.url()).isEqualTo(0);
    }
}
