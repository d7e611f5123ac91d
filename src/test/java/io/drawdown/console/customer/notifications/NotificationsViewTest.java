package io.drawdown.console.customer.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.drawdown.account.Access;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.alert.AlertKind;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.catalog.model.Activity;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.notification.Inbox;
import io.drawdown.purchase.order.Order;
import io.drawdown.quota.DueAccounts;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class NotificationsViewTest extends ConsoleTest {

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private Inbox inbox;

    @Autowired
    private Access access;

    @Autowired
    private UsageAlerts alerts;

    @Autowired
    private DueAccounts due;

    @Autowired
    private JdbcClient jdbc;

    private String account;
    private String region;
    private String specification;
    private Order order;

    @BeforeEach
    void buy() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
        order = world.buy(account, world.monthlyOffer("V100 10 h", region, specification, 10), 1, null);
    }

    @Test
    void showsNewestNotificationsFirst() {
        run("job-1", 9);
        run("job-2", 1);
        signInAsCustomerOf(account);

        open("notifications", NotificationsView.class);

        assertThat(messages()).hasSize(2);
        assertThat(messages().getFirst())
                .startsWith("Used upV100 10 h ×\u00a01 is used up. Further usage is billed pay-per-use unless another"
                        + " package covers it.")
                .contains("V100 · " + region + " · 23 Nov 2026, 04:00");
        assertThat(messages().getLast()).contains("is down to 1.00 of 10.00\u00a0h, at or below 20\u00a0%");
        assertThat($view(Anchor.class).first().getHref()).isEqualTo("packages/" + packageId());
        assertThat(count()).isEqualTo("2\u00a0notifications");
    }

    @Test
    void reportsChangeLimit() {
        run("job-1", 9);
        signInAsCustomerOf(account);
        open("notifications", NotificationsView.class);
        for (var mark = 0; mark < 600; mark++) {
            access.requireMarkRead(account);
        }

        test(markRead().getFirst()).click();
        assertThat(notices()).singleElement().asString().contains("600 times a minute", "Try again in 1 second.");
        test(markAll()).click();
        assertThat(notices()).hasSize(1);
        assertThat(inbox.countUnread(account)).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        test(markRead().getFirst()).click();
        assertThat(notices()).isEmpty();
        assertThat(inbox.countUnread(account)).isZero();
    }

    @Test
    void showsExpiryNotifications() {
        run("job-1", 1);
        clock.advance(Duration.ofDays(40));
        due.catchUp();
        signInAsCustomerOf(account);

        open("notifications", NotificationsView.class);

        assertThat(messages())
                .anySatisfy(message -> assertThat(message).contains("expires on 22 Dec 2026 with 9.00\u00a0h left"));
        assertThat(messages())
                .anySatisfy(message -> assertThat(message).contains("has expired; 9.00\u00a0h were left"));
    }

    @Test
    void saysThatAnotherKindTakesOver() {
        world.as(
                Caller.SYSTEM,
                () -> alerts.put(
                        account,
                        new UsageAlert(
                                UsageAlert.Scope.SAME_KIND,
                                new AlertSetting(true, List.of(new Threshold(Threshold.Type.PERCENTAGE, 20))),
                                List.of())));
        world.buy(
                account,
                world.offer(region, specification, 1000, Activity.TRAINING).code(),
                1,
                null);
        world.start(account, region, specification, "job-1", 1, clock.instant());
        clock.advance(Duration.ofHours(11));
        due.catchUp();
        signInAsCustomerOf(account);

        open("notifications", NotificationsView.class);

        assertThat(messages().getFirst())
                .contains("is used up. Your other packages cover the jobs running now for at least an hour.")
                .doesNotContain("pay-per-use");
    }

    @Test
    void linksKindToItsPackages() {
        world.as(
                Caller.SYSTEM,
                () -> alerts.put(
                        account,
                        new UsageAlert(
                                UsageAlert.Scope.SAME_KIND,
                                new AlertSetting(true, List.of(new Threshold(Threshold.Type.REMAINING, 4 * 3600))),
                                List.of())));
        run("job-1", 7);
        signInAsCustomerOf(account);

        open("notifications", NotificationsView.class);

        assertThat(messages().getFirst())
                .contains("V100 in " + region + " is down to 3.00 of 10.00\u00a0h, at or below 4\u00a0h")
                .contains("All packages of V100 in " + region + " that cover all activities");
        assertThat($view(Anchor.class).first().getHref())
                .startsWith("packages?")
                .contains("region=" + region, "specification=" + specification);
    }

    @Test
    void marksOneThenAllAsRead() {
        run("job-1", 9);
        run("job-2", 1);
        signInAsCustomerOf(account);
        open("notifications", NotificationsView.class);

        test(markRead().getFirst()).click();
        assertThat(markRead()).hasSize(1);
        assertThat(inbox.countUnread(account)).isEqualTo(1);
        assertThat($view(NotificationItem.class).first().isUnread()).isFalse();

        test(markAll()).click();
        assertThat(markRead()).isEmpty();
        assertThat(inbox.countUnread(account)).isZero();
        assertThat(buttons("Mark all as read")).isEmpty();
        assertThat(messages()).hasSize(2);
    }

    @Test
    void removesReadNotificationsFromUnreadList() {
        run("job-1", 10);
        signInAsCustomerOf(account);
        open("notifications?unread=true", NotificationsView.class);

        test(markRead().getFirst()).click();

        assertThat($view(H2.class).single().getText()).isEqualTo("No unread notifications");
        test(buttons("Show all notifications").getFirst()).click();
        assertThat(messages()).hasSize(1);
    }

    @Test
    void isReadOnlyForSupport() {
        run("job-1", 10);
        signInAs(Role.SUPPORT);

        open("notifications?account=" + account, NotificationsView.class);

        assertThat(messages()).hasSize(1);
        assertThat($view(NotificationItem.class).single().isUnread()).isTrue();
        assertThat(markRead()).isEmpty();
        assertThat(buttons("Mark all as read")).isEmpty();
        assertThat($view(Anchor.class).all())
                .extracting(Anchor::getHref)
                .contains("packages/" + packageId() + "?account=" + account);
    }

    @Test
    void filtersByAddressAndFields() {
        run("job-1", 9);
        run("job-2", 1);
        signInAsCustomerOf(account);

        open("notifications?kind=used-up&package=" + packageId(), NotificationsView.class);
        assertThat(messages()).hasSize(1);
        assertThat(filter(1).getValue()).isEqualTo(AlertKind.USED_UP);
        assertThat(filter(2).getValue())
                .hasToString("PackageChoice[id=%s, name=V100 10 h ×\u00a01 · %s]".formatted(packageId(), region));

        open("notifications?kind=expired", NotificationsView.class);
        assertThat($view(H2.class).single().getText()).isEqualTo("No notifications match these filters");

        open("notifications?kind=nonsense&package=999999999&unread=maybe", NotificationsView.class);
        assertThat(messages()).hasSize(2);

        test(filter(0)).selectItem("Read");
        assertThat($view(H2.class).single().getText()).isEqualTo("No notifications match these filters");
    }

    @Test
    void refreshesInPlaceOnNewNotification() {
        run("job-1", 9);
        signInAsCustomerOf(account);
        open("notifications", NotificationsView.class);
        var first = $view(NotificationItem.class).single();

        run("job-2", 1);
        world.asSystem(() -> inbox.markRead(account, first.notification().id()));
        $view(NotificationList.class).single().refresh();

        assertThat($view(NotificationItem.class).all()).hasSize(2).last().isSameAs(first);
        assertThat(first.isUnread()).isFalse();
    }

    @Test
    void showsThousandsInPages() {
        for (var number = 0; number < 120; number++) {
            jdbc.sql("""
                insert into notification (account, kind, package_id, region, specification, activities, remaining, total, happened_at)
                values (:account, 'USED_UP', :package, :region, :specification, 'TRAINING', 0, 36000, :at)\
                """)
                    .param("account", account)
                    .param("package", Long.valueOf(packageId()))
                    .param("region", region)
                    .param("specification", specification)
                    .param("at", TestClock.START.plusSeconds(number).atOffset(ZoneOffset.UTC))
                    .update();
        }
        signInAsCustomerOf(account);
        open("notifications", NotificationsView.class);
        assertThat(messages()).hasSize(50);
        assertThat(count()).isEqualTo("120\u00a0notifications");

        test(buttons("Show 50 older").getFirst()).click();
        assertThat(messages()).hasSize(100);
        test(buttons("Show 20 older").getFirst()).click();

        assertThat(messages()).hasSize(120);
        assertThat($view(Button.class).all())
                .noneMatch(button -> button.getText().endsWith("older"));
    }

    @Test
    void showsEmptyStateWithoutNotifications() {
        signInAsCustomerOf(account);

        open("notifications", NotificationsView.class);

        assertThat($view(H2.class).single().getText()).isEqualTo("No notifications yet");
        assertThat($view(ComboBox.class).all()).isEmpty();
    }

    private void run(String job, int hours) {
        var from = clock.instant();
        clock.advance(Duration.ofHours(hours));
        world.run(account, region, specification, job, from, clock.instant());
    }

    private String packageId() {
        return order.resourcePackage().id();
    }

    private List<String> messages() {
        return $view(NotificationItem.class).all().stream()
                .map(item -> item.getElement().getTextRecursively())
                .toList();
    }

    private List<String> notices() {
        return $view(Notice.class).all().stream()
                .map(notice -> notice.getElement().getTextRecursively())
                .toList();
    }

    private List<Button> markRead() {
        return buttons("Mark as read");
    }

    private Button markAll() {
        return buttons("Mark all as read").getFirst();
    }

    private List<Button> buttons(String text) {
        return $view(Button.class).all().stream()
                .filter(button -> button.getText().equals(text))
                .toList();
    }

    private ComboBox<?> filter(int position) {
        return $view(ComboBox.class).all().get(position);
    }

    private String count() {
        return $view(Span.class).all().stream()
                .filter(span -> span.hasClassName("count"))
                .findFirst()
                .orElseThrow()
                .getText();
    }
}
