package io.drawdown.console.customer.alerts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.alert.TargetSettings;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.Region;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class UsageAlertBrowserTest extends BrowserTest {

    private static final String PASSWORD = "a-password-of-li";

    @Autowired
    World world;

    @Autowired
    Regions regions;

    @Autowired
    Users users;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    TestClock clock;

    private String account;
    private String bought;

    @BeforeEach
    void signIn() {
        clock.set(TestClock.START);
        account = world.account();
        var longest =
                (World.code("region") + "-whose-code-is-as-long-as-codes-may-be-" + "x".repeat(63)).substring(0, 63);
        var region = world.asSystem(() -> regions.put(new Region(longest, "A region", ZoneOffset.UTC, true)))
                .code();
        var specification = world.specification();
        world.setPrice(region, specification, "21.20");
        bought = world.buyPackage(account, world.offer(region, specification, 180), 1, null)
                .id();
        world.buyPackage(
                account,
                world.offer(region, specification, 50),
                1,
                clock.instant().plus(Duration.ofDays(9)));
        signIn(world.customer(account, PASSWORD), PASSWORD);
    }

    @Test
    void setsThresholdsByKeyboard() {
        page.navigate("/packages");
        button().focus();
        page.keyboard().press("Enter");
        assertThat(dialog().getByText("An alert does not stop jobs.")).isVisible();
        Assertions.assertThat((Boolean)
                        page.evaluate("document.querySelector('vaadin-dialog').contains(document.activeElement)"))
                .as("the keyboard is in the dialog")
                .isTrue();

        tabTo(field());
        page.keyboard().press("Control+A");
        page.keyboard().type("40, 10");
        assertThat(dialog().getByText("alerts at 72 h and 18 h · 180.00 of 180 h left"))
                .isVisible();
        tabTo(dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("OK")));
        page.keyboard().press("Enter");

        assertThat(page.getByText("The usage alerts are saved.")).isVisible();
        assertThat(dialog()).hasCount(0);
        assertThat(button()).isFocused();
        Assertions.assertThat(TargetSettings.settingOf(world.asSystem(() -> alerts.get(account)), bought)
                        .thresholds())
                .containsExactly(Threshold.percent(40), Threshold.percent(10));
    }

    @Test
    void discardsChangesOnEscape() {
        page.navigate("/packages/" + bought);
        button().click();
        field().fill("40");
        assertThat(dialog().getByText("alerts at 72 h")).isVisible();

        page.keyboard().press("Escape");

        assertThat(dialog()).hasCount(0);
        assertThat(button()).isFocused();
        button().click();
        assertThat(field()).hasValue("20 %");
    }

    @Test
    void doesNotOverwriteFieldDuringTyping() {
        page.navigate("/packages");
        button().click();
        field().focus();
        page.keyboard().press("End");
        page.keyboard().type(", ");
        page.waitForTimeout(1_000);
        page.keyboard().type("5");

        assertThat(dialog().getByText("alerts at 36 h and 9 h")).isVisible();
        assertThat(field()).hasValue("20 %, 5");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440, 1000", "DARK, 1440, 1000", "LIGHT, 390, 844", "DARK, 390, 844"})
    void isAccessibleInEveryColorSchemeAndSize(ColorScheme scheme, int width, int height) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, height);
        page.navigate("/packages");
        button().click();
        page.getByLabel("Threshold type for 180 h").first().click();
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName("Both")).click();
        page.getByLabel("Remaining usage threshold for 180 h").nth(1).fill("10.0001");
        assertThat(dialog().getByText("finer than a second")).isVisible();
        dialog().getByRole(AriaRole.SWITCH).last().uncheck();
        assertThat(dialog().getByText("off", new Locator.GetByTextOptions().setExact(true)))
                .isVisible();

        assertAccessible(page);
        assertFits();

        page.getByText("Total of the same kind").click();
        assertThat(dialog().getByText("also for kinds bought later")).isVisible();
        assertAccessible(page);
        assertFits();
    }

    @Test
    void letsAdminsEditDefaultOnEveryScreenSize() {
        var admin = World.code("ada");
        world.asSystem(() -> {
            users.put(admin, "Ada Admin", PASSWORD, Role.ADMIN, null);
            return admin;
        });
        page.context().clearCookies();
        signIn(admin, PASSWORD);
        for (var width : new int[] {1440, 390}) {
            page.setViewportSize(width, 900);
            page.navigate("/alert-defaults");
            assertThat(page.getByLabel("Remaining usage threshold").first()).hasValue("20 %");
            assertAccessible(page);
        }
    }

    private Locator button() {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Usage Alert"));
    }

    private Locator dialog() {
        return page.locator("vaadin-dialog");
    }

    private Locator field() {
        return page.getByLabel("Remaining usage threshold for 180 h").first();
    }

    private void assertFits() {
        var tooWide = page.evaluate("""
                [...document.querySelectorAll('.usage-alert :not(thead, thead *, [slot=sr-label])')]
                    .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5)
                    .map(one => one.outerHTML)""");
        Assertions.assertThat(tooWide).as("what doesn't fit the width").isEqualTo(List.of());
    }

    private void tabTo(Locator target) {
        for (var presses = 0;
                presses < 30 && !(Boolean) target.evaluate("one => one === document.activeElement");
                presses++) {
            page.keyboard().press("Tab");
        }
        assertThat(target).isFocused();
    }
}
