package io.drawdown.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.frame.account.AccountPicker;
import io.drawdown.console.frame.live.UnreadCounts;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ConsoleLayoutTest extends ConsoleTest {

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private UnreadCounts counts;

    private String account;

    @BeforeEach
    void openAccount() {
        account = world.accountNamed("Acme Vision Ltd");
    }

    @Test
    void linksEveryPage() {
        signInAsCustomerOf(account);

        open("", Main.class);

        assertThat($(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .containsExactly(
                        "Overview",
                        "Buy Package",
                        "Usage",
                        "Job Estimate",
                        "Resource Packages",
                        "Bills",
                        "Notifications",
                        "Help");
    }

    @Test
    void linksPagesOfPlatformFirstForStaff() {
        signInAs(Role.ADMIN);

        open("regions", Main.class);

        assertThat($(SideNav.class).all())
                .extracting(SideNav::getLabel)
                .startsWith("Customers", "Catalogue", "Operations");
        assertThat(itemLabels())
                .startsWith("Accounts")
                .endsWith("Help")
                .doesNotContain("Overview", "Buy Package", "Bills");
    }

    @Test
    void linksPagesOfChosenAccountUnderItsName() {
        var other = world.accountNamed("Borealis Labs");
        signInAs(Role.ADMIN);

        open("packages?account=" + account, Main.class);
        assertThat($(SideNav.class).all())
                .extracting(SideNav::getLabel)
                .containsSubsequence("Operations", "Acme Vision Ltd", "Billing Center", "Account");
        assertThat(itemLabels()).containsSubsequence("Audit", "Overview", "Bills", "Help");

        open("packages?account=" + other, Main.class);
        assertThat($(SideNav.class).all())
                .extracting(SideNav::getLabel)
                .contains("Borealis Labs")
                .doesNotContain("Acme Vision Ltd");
        assertThat(itemLabels()).containsOnlyOnce("Overview", "Help");
    }

    @Test
    void showsAccountOnItsPagesOnly() {
        useUp("job-1");
        signInAs(Role.ADMIN);

        open("accounts/" + account, Main.class);
        assertThat($(AccountPicker.class).all()).hasSize(1);
        assertThat(spans()).contains("Times: Asia/Shanghai (UTC+8)");
        assertThat(shownText()).isEqualTo("1 unread");

        open("audit", Main.class);
        assertThat($(AccountPicker.class).all()).isEmpty();
        assertThat(spans()).doesNotContain("Times: Asia/Shanghai (UTC+8)");
        assertThat($(NotificationBell.class).all()).isEmpty();

        open("packages", Main.class);
        assertThat($(AccountPicker.class).single().getValue().code()).isEqualTo(account);
        assertThat(shownText()).isEqualTo("1 unread");
    }

    @Test
    void showsCustomersTheirAccountOnEveryPage() {
        signInAsCustomerOf(account);

        open("help", Main.class);

        assertThat(spans()).contains("Acme Vision Ltd", "Times: Asia/Shanghai (UTC+8)");
    }

    @Test
    void showsUserAndAccount() {
        signInAsCustomerOf(account);

        open("", Main.class);

        assertThat($(Span.class).all())
                .extracting(Span::getText)
                .contains("Acme Vision Ltd", "Times: Asia/Shanghai (UTC+8)", "Li Wei", "customer");
        assertThat($(AccountPicker.class).all()).isEmpty();
    }

    @Test
    void letsStaffChooseAccount() {
        signInAs(Role.SUPPORT);
        open("packages", Main.class);
        var picker = $(AccountPicker.class).all().getFirst();

        test(picker).selectItem("Acme Vision Ltd (" + account + ")");

        assertThat(address()).isEqualTo("packages?account=" + account);
        assertThat($(Span.class).all())
                .extracting(Span::getText)
                .contains("Times: Asia/Shanghai (UTC+8)", "Sam Reed", "support");
    }

    @Test
    void countsUnreadNotifications() {
        useUp("job-1");
        signInAsCustomerOf(account);
        open("packages", Main.class);
        assertThat(shownText()).isEqualTo("1 unread");
        assertThat(bell().getHref()).isEqualTo("notifications?unread=true");

        useUp("job-2");
        counts.poll();
        roundTrip();

        assertThat(shownText()).isEqualTo("2 unread");
        assertThat(bell().getAriaLabel()).contains("2 unread, notifications");
    }

    @Test
    void hidesCountWhenNothingIsUnread() {
        signInAsCustomerOf(account);

        open("packages", Main.class);

        assertThat(shownText()).isEmpty();
        assertThat(bell().getAriaLabel()).contains("Notifications, none unread");
        assertThat(bell().getHref()).isEqualTo("notifications");
    }

    @Test
    void countsUnreadOfAccountChosenByStaff() {
        useUp("job-1");
        var other = world.accountNamed("Borealis Labs");
        var before = counts.subscriptionCount();
        signInAs(Role.SUPPORT);
        open("packages", Main.class);
        assertThat($(NotificationBell.class).all()).isEmpty();

        open("packages?account=" + account, Main.class);
        assertThat(shownText()).isEqualTo("1 unread");
        assertThat(bell().getHref()).startsWith("notifications?").contains("account=" + account, "unread=true");

        open("packages?account=" + other, Main.class);
        assertThat(shownText()).isEmpty();
        assertThat(counts.subscriptionCount()).isEqualTo(before + 1);
    }

    @Test
    void forgetsPagesOfEndedSessions() {
        var before = counts.subscriptionCount();
        signInAsCustomerOf(account);
        open("packages", Main.class);
        assertThat(counts.subscriptionCount()).isEqualTo(before + 1);

        var page = UI.getCurrent();
        page.getSession().removeUI(page);

        assertThat(counts.subscriptionCount()).isEqualTo(before);
    }

    @Test
    void redirectsAnonymousVisitorsToSignIn() {
        open("packages", Main.class);

        assertThat(address()).isEqualTo("sign-in");
    }

    private List<String> itemLabels() {
        return $(SideNavItem.class).all().stream().map(SideNavItem::getLabel).toList();
    }

    private List<String> spans() {
        return $(Span.class).all().stream().map(Span::getText).toList();
    }

    private Anchor bell() {
        return $(Anchor.class, $(NotificationBell.class).single()).single();
    }

    private String shownText() {
        return $(Span.class, bell()).all().stream().map(Span::getText).collect(Collectors.joining(" "));
    }

    private void useUp(String job) {
        clock.set(TestClock.START);
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        world.buy(account, world.monthlyOffer("V100 1 h", region, specification, 1), 1, null);
        clock.advance(Duration.ofHours(1));
        world.run(account, region, specification, job, TestClock.START, clock.instant());
    }
}
