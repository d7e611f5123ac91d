package io.drawdown.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.drawdown.TestClock;
import io.drawdown.account.Role;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ConsoleLayoutTest extends ConsoleTest {

    @Autowired
    private Shop shop;

    @Autowired
    private TestClock clock;

    @Autowired
    private UnreadCounts counts;

    private String account;

    @BeforeEach
    void openAccount() {
        account = shop.account("Acme Vision Ltd");
    }

    @Test
    void leadsToEveryPage() {
        signInAsCustomerOf(account);

        open("", Main.class);

        assertThat($(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .containsExactly(
                        "Overview",
                        "Buy Package",
                        "Usage",
                        "Will It Fit?",
                        "Resource Packages",
                        "Bills",
                        "Notifications");
    }

    @Test
    void saysWhoIsThereAndWhoseAccountItIs() {
        signInAsCustomerOf(account);

        open("", Main.class);

        assertThat($(Span.class).all())
                .extracting(Span::getText)
                .contains("Acme Vision Ltd", "times in Asia/Shanghai", "Li Wei", "customer");
        assertThat($(AccountPicker.class).all()).isEmpty();
    }

    @Test
    void letsStaffChooseTheAccount() {
        signInAs(Role.SUPPORT);
        open("packages", Main.class);
        var picker = $(AccountPicker.class).all().getFirst();

        test(picker).selectItem("Acme Vision Ltd (" + account + ")");

        assertThat(address()).isEqualTo("packages?account=" + account);
        assertThat($(Span.class).all())
                .extracting(Span::getText)
                .contains("times in Asia/Shanghai", "Sam Reed", "support");
    }

    @Test
    void countsWhatIsUnread() {
        useUp("job-1");
        signInAsCustomerOf(account);
        open("packages", Main.class);
        assertThat(shown()).isEqualTo("1 unread");
        assertThat(bell().getHref()).isEqualTo("notifications?unread=true");

        useUp("job-2");
        counts.poll();
        roundTrip();

        assertThat(shown()).isEqualTo("2 unread");
        assertThat(bell().getAriaLabel()).contains("2 unread, notifications");
    }

    @Test
    void showsNoNumberWhenNothingIsUnread() {
        signInAsCustomerOf(account);

        open("packages", Main.class);

        assertThat(shown()).isEmpty();
        assertThat(bell().getAriaLabel()).contains("Notifications, none unread");
        assertThat(bell().getHref()).isEqualTo("notifications");
    }

    @Test
    void countsForTheAccountThatStaffHaveChosen() {
        useUp("job-1");
        var other = shop.account("Borealis Labs");
        var before = counts.watched();
        signInAs(Role.SUPPORT);
        open("packages", Main.class);
        assertThat($(Bell.class).all()).isEmpty();

        open("packages?account=" + account, Main.class);
        assertThat(shown()).isEqualTo("1 unread");
        assertThat(bell().getHref()).startsWith("notifications?").contains("account=" + account, "unread=true");

        open("packages?account=" + other, Main.class);
        assertThat(shown()).isEmpty();
        assertThat(counts.watched()).isEqualTo(before + 1);
    }

    @Test
    void forgetsAPageWhoseSessionHasEnded() {
        var before = counts.watched();
        signInAsCustomerOf(account);
        open("packages", Main.class);
        assertThat(counts.watched()).isEqualTo(before + 1);

        var page = UI.getCurrent();
        page.getSession().removeUI(page);

        assertThat(counts.watched()).isEqualTo(before);
    }

    @Test
    void keepsStrangersOut() {
        open("packages", Main.class);

        assertThat(address()).isEqualTo("sign-in");
    }

    private Anchor bell() {
        return $(Anchor.class, $(Bell.class).single()).single();
    }

    private String shown() {
        return $(Span.class, bell()).all().stream().map(Span::getText).collect(Collectors.joining(" "));
    }

    private void useUp(String job) {
        clock.set(TestClock.START);
        var region = shop.region("Asia/Shanghai");
        var specification = shop.specification("V100", region);
        shop.buy(account, shop.offer("V100 1 h", region, specification, 1), 1, null);
        clock.advance(Duration.ofHours(1));
        shop.run(account, region, specification, job, TestClock.START, clock.instant());
    }
}
