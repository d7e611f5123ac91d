package io.drawdown.console.admin.runs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SilentRunsBrowserTest extends BrowserTest {

    @Autowired
    private World world;

    @Autowired
    private Users users;

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
        world.start(account, region, specification, "resnet-50/fold-3", 4, TestClock.START);
        world.start(account, region, specification, "bert-large", 1, TestClock.START.minus(Duration.ofMinutes(90)));
        clock.advance(Duration.ofDays(9));
        var name = World.code("sam");
        world.asSystem(() -> {
            users.put(name, "Sam Reed", "a long password", Role.ADMIN, null);
            return null;
        });
        signIn(name, "a long password");
    }

    @Test
    void letsAdminStopSilentRun() {
        page.navigate("/jobs-without-stop?account=" + account);
        assertThat(jobs()).hasCount(2);
        page.getByLabel("Job", new GetByLabelOptions().setExact(true)).fill("fold");
        assertThat(jobs()).hasText(new String[] {"resnet-50/fold-3"});
        assertThat(page).hasURL(Pattern.compile("/jobs-without-stop\\?.*job=fold"));
        page.reload();
        assertThat(jobs()).hasText(new String[] {"resnet-50/fold-3"});

        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Stop resnet-50/fold-3 of " + account))
                .click();
        var dialog = page.getByRole(AriaRole.ALERTDIALOG);
        assertThat(dialog).containsText("The 864.00\u00a0h are voided");
        dialog.getByRole(AriaRole.TEXTBOX).fill("2026-11-22 09:59:59");
        page.keyboard().press("Enter");
        assertThat(dialog).containsText("The job started at 22 Nov 2026, 10:00:00 UTC.");
        page.getByText("Stop the job").click();
        assertThat(dialog.getByText("Stop resnet-50/fold-3?")).isVisible();
        dialog.getByRole(AriaRole.TEXTBOX).fill("2026-11-22 11:30:00");
        page.keyboard().press("Enter");
        assertThat(dialog).containsText("6.00\u00a0h are kept.");
        page.getByText("Stop the job").click();

        assertThat(page.getByText("resnet-50/fold-3 of " + account
                        + " is stopped at 22 Nov 2026, 11:30:00 UTC, after 6.00\u00a0h."))
                .isVisible(new IsVisibleOptions().setTimeout(30_000)); // nine days are caught up with first
        assertThat(page.getByText("No jobs match these filters")).isVisible();
        page.getByText("Clear filters").click();
        page.locator("vaadin-grid a:visible", new LocatorOptions().setHasText(account))
                .first()
                .click();
        assertThat(page).hasURL(Pattern.compile("/usage\\?account=" + account));
        assertThat(page.getByText("resnet-50/fold-3").first()).isVisible();
        page.goBack();
        assertThat(page).hasURL(Pattern.compile("/jobs-without-stop$"));
    }

    @Test
    void isAccessibleOnEveryScreenSize() {
        for (var width : new int[] {1440, 900, 390}) {
            page.setViewportSize(width, 900);
            for (var address : new String[] {"/jobs-without-stop?account=" + account, "/jobs-without-stop?job=nope"}) {
                page.navigate(address);
                assertThat(page.locator(".filter-bar")).isVisible();
                assertAccessible(page);
                assertFits();
            }
            page.navigate("/jobs-without-stop?account=" + account);
            page.getByText("Stop …").locator("visible=true").first().click();
            assertThat(page.getByRole(AriaRole.ALERTDIALOG).locator("h2")).isVisible();
            assertAccessible(page);
            assertFits();
        }
    }

    private Locator jobs() {
        return page.locator("vaadin-grid a:visible[href*='usage/job']");
    }

    private void assertFits() {
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).as("what overflows at %s", page.url()).isEqualTo(0);
    }
}
