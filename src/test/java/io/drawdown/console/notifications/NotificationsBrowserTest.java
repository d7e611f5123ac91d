package io.drawdown.console.notifications;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.drawdown.BrowserTest;
import io.drawdown.TestClock;
import io.drawdown.account.Access;
import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import io.drawdown.account.Users;
import io.drawdown.console.Shop;
import io.drawdown.console.UnreadCounts;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NotificationsBrowserTest extends BrowserTest {

    @Autowired
    private Shop shop;

    @Autowired
    private TestClock clock;

    @Autowired
    private Users users;

    @Autowired
    private Access access;

    @Autowired
    private UnreadCounts counts;

    private String account;
    private String region;
    private String specification;

    @BeforeEach
    void signIn() {
        clock.set(TestClock.START);
        account = shop.account("Acme Vision Ltd");
        region = shop.region("Asia/Shanghai");
        specification = shop.specification("V100", region);
        shop.buy(account, shop.offer("V100 training 10 h", region, specification, 10), 1, null);
        access.as(Caller.SYSTEM, () -> {
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
    void everyOpenPageCountsUpWithoutAReload() {
        page.navigate("/packages");
        var inbox = page.context().newPage();
        inbox.navigate("/notifications");
        assertThat(bell(page)).hasAccessibleName("Notifications, none unread");
        assertThat(inbox.getByText("Nothing to tell yet")).isVisible();
        page.evaluate("window.notReloaded = true");

        run("job-1", 8);

        assertThat(bell(page)).hasText("1 unread");
        assertThat(bell(inbox)).hasText("1 unread");
        assertThat(messages(inbox)).hasCount(1);
        assertThat(messages(inbox)).containsText("is down to 2.00 of 10.00\u00a0h, exactly 20\u00a0%");

        run("job-2", 2);

        assertThat(bell(page)).hasText("2 unread");
        assertThat(messages(inbox)).hasCount(2);
        assertThat(messages(inbox).first()).containsText("is used up");
        Assertions.assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);

        messages(inbox).first().getByRole(AriaRole.BUTTON).click();

        assertThat(bell(inbox)).hasText("1 unread");
        assertThat(bell(page)).hasText("1 unread");
    }

    @Test
    void leadsFromTheBellToThePackageByKeyboard() {
        run("job-1", 10);
        page.navigate("/packages");
        assertThat(bell(page)).hasText("1 unread");

        bell(page).focus();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/notifications\\?unread=true$"));
        messages(page).getByRole(AriaRole.LINK).focus();
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("/packages/[0-9]+$"));
        assertThat(bell(page)).hasAccessibleName("Notifications, none unread");
    }

    private void run(String job, int hours) {
        var from = clock.instant();
        clock.advance(Duration.ofHours(hours));
        shop.run(account, region, specification, job, from, clock.instant());
    }

    private static Locator bell(Page page) {
        return page.locator(".bell").getByRole(AriaRole.LINK);
    }

    private static Locator messages(Page page) {
        return page.getByRole(AriaRole.MAIN).locator(".notification");
    }
}
