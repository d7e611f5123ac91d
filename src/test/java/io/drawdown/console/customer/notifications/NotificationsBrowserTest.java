package io.drawdown.console.customer.notifications;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.account.Access;
import io.drawdown.account.Users;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.console.frame.live.UnreadCounts;
import io.drawdown.notification.email.Recipients;
import io.drawdown.notification.webhook.Webhooks;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NotificationsBrowserTest extends BrowserTest {

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private Users users;

    @Autowired
    private Access access;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private Recipients recipients;

    @Autowired
    private UnreadCounts counts;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void signIn() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
        world.buy(account, world.monthlyOffer("V100 training 10 h", region, specification, 10), 1, null);
        access.runAs(Caller.SYSTEM, () -> {
            users.put(account, "Li Wei", "a long password", Role.CUSTOMER, account);
            return account;
        });
        signIn(account, "a long password");
        counts.start();
    }

    @AfterEach
    void stopCounting() {
        counts.stop();
    }

    @Test
    void updatesUnreadCountOnEveryOpenPage() {
        page.navigate("/packages");
        var inbox = page.context().newPage();
        inbox.navigate("/notifications");
        assertThat(bell(page)).hasAccessibleName("Notifications, none unread");
        assertThat(inbox.getByText("No notifications yet")).isVisible();
        page.evaluate("window.notReloaded = true");

        run("job-1", 8);

        assertThat(bell(page)).hasAccessibleName("1 unread, notifications");
        assertThat(bell(inbox)).hasAccessibleName("1 unread, notifications");
        assertThat(messages(inbox)).hasCount(1);
        assertThat(messages(inbox)).containsText("is down to 2.00 of 10.00\u00a0h, at or below 20\u00a0%");

        run("job-2", 2);

        assertThat(bell(page)).hasAccessibleName("2 unread, notifications");
        assertThat(messages(inbox)).hasCount(2);
        assertThat(messages(inbox).first()).containsText("is used up");
        Assertions.assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);

        messages(inbox).first().getByRole(AriaRole.BUTTON).click();

        assertThat(bell(inbox)).hasAccessibleName("1 unread, notifications");
        assertThat(bell(page)).hasAccessibleName("1 unread, notifications");
    }

    @Test
    void navigatesFromBellToPackageByKeyboard() {
        run("job-1", 10);
        page.navigate("/packages");
        assertThat(bell(page)).hasAccessibleName("1 unread, notifications");

        bell(page).focus();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/notifications\\?unread=true$"));
        messages(page).getByRole(AriaRole.LINK).focus();
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("/packages/[0-9]+$"));
        assertThat(bell(page)).hasAccessibleName("Notifications, none unread");
    }

    @Test
    void keepsFiltersAfterReload() {
        run("job-1", 8);
        run("job-2", 2);
        page.navigate("/notifications");
        assertThat(messages(page)).hasCount(2);

        choose("What happened", "Used up");
        assertThat(messages(page)).hasCount(1);
        choose("Package", "V100 training 10 h");
        assertThat(page)
                .hasURL(Pattern.compile("/notifications\\?(kind=used-up&package=[0-9]+|package=[0-9]+&kind=used-up)$"));

        page.reload();
        assertThat(messages(page)).hasCount(1);
        assertThat(messages(page)).containsText("is used up");
        assertThat(filter("What happened")).hasValue("Used up");
        assertThat(filter("Package")).hasValue(Pattern.compile("V100 training 10 h .* " + region));
    }

    @Test
    void setsUpRecipientsByKeyboard() {
        page.navigate("/notifications/settings");
        page.getByLabel("E-mail address").focus();
        page.keyboard().type("ops at acme");
        page.keyboard().press("Enter");
        assertThat(page.getByText("This must be an e-mail address").first()).isVisible();
        assertAccessible(page);

        page.getByLabel("E-mail address").fill("ops@acme.example");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Added ops@acme.example.")).isVisible();

        page.getByLabel("URL").focus();
        page.keyboard().type("https://hooks.example.invalid/drawdown");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Signing secret")).hasValue(Pattern.compile("whsec_.+"));
        assertThat(button("Copy")).isFocused();
        assertAccessible(page);

        button("Send a test: https").press("Enter");
        assertThat(page.getByText("Not delivered"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
        assertAccessible(page);

        button("Remove: https").press("Enter");
        assertThat(page.getByRole(AriaRole.ALERTDIALOG)).hasAccessibleName("Remove the webhook?");
        assertThat(button("Cancel")).isFocused();
        assertAccessible(page);
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.getByText("No webhooks yet.")).isVisible();
        assertThat(page.getByLabel("URL")).isFocused();
    }

    @Test
    void showsUnconfirmedRecipientsOnEveryScreenSize() {
        access.runAs(
                Caller.SYSTEM,
                () -> recipients.put(
                        account,
                        List.of("a.rather.long.address.of.a.whole.department@operations.acme-vision.example")));
        page.navigate("/notifications/settings");
        page.getByLabel("E-mail address").fill("ops@acme.example");
        page.keyboard().press("Enter");

        assertThat(page.getByText("Waiting for confirmation")).isVisible();
        assertThat(page.getByText("The confirmation e-mail is on its way.")).isVisible();
        assertThat(button("Send e-mail to ops@acme.example")).isDisabled();
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (var width : new int[] {1440, 390}) {
                page.setViewportSize(width, 900);
                page.navigate("/notifications/settings");
                assertThat(page.getByText("Waiting for confirmation")).isVisible();
                assertAccessible(page);
                assertFits();
            }
        }
    }

    @Test
    void isAccessibleOnEveryScreenSize() {
        access.runAs(
                Caller.SYSTEM,
                () -> webhooks.create(account, "https://hooks.example.invalid/" + "a-long-path".repeat(8), null));
        run("job-1", 8);
        run("job-2", 2);
        for (var width : new int[] {1440, 390}) {
            page.setViewportSize(width, 900);
            for (var address :
                    new String[] {"/notifications", "/notifications?kind=expired", "/notifications/settings"}) {
                page.navigate(address);
                assertThat(page.locator(".page > :not(.page-header)").first()).isVisible();
                assertAccessible(page);
                assertFits();
            }
        }
    }

    @Test
    void showsDeliveriesAccessiblyOnEveryScreenSize() {
        access.runAs(
                Caller.SYSTEM,
                () -> webhooks.create(account, "https://hooks.example.invalid/" + "a-long-path".repeat(8), null));
        run("job-1", 10);
        var admin = World.code("admin");
        access.runAs(Caller.SYSTEM, () -> {
            users.put(admin, "Ada Admin", "a long password", Role.ADMIN, null);
            return admin;
        });
        page.context().clearCookies();
        signIn(admin, "a long password");
        for (var width : new int[] {1440, 390}) {
            page.setViewportSize(width, 900);
            page.navigate("/deliveries?account=" + account);
            assertThat(button(Pattern.compile("^Send now: msg_")).first()).isVisible();
            assertAccessible(page);
            assertFits();
        }
        button(Pattern.compile("^Send now: msg_")).first().press("Enter");
        assertThat(page.getByText("Sending again").first()).isVisible();
        assertAccessible(page);
    }

    private void choose(String label, String option) {
        filter(label).fill(option);
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(option))
                .click();
    }

    private Locator filter(String label) {
        return page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label));
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private Locator button(Pattern name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private void assertFits() {
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).as("what overflows at %s", page.url()).isEqualTo(0);
    }

    private void run(String job, int hours) {
        var from = clock.instant();
        clock.advance(Duration.ofHours(hours));
        world.run(account, region, specification, job, from, clock.instant());
    }

    private static Locator bell(Page page) {
        return page.locator(".bell").getByRole(AriaRole.LINK);
    }

    private static Locator messages(Page page) {
        return page.getByRole(AriaRole.MAIN).locator(".notification");
    }
}
