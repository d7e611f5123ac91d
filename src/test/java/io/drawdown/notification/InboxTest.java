package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.alert.AlertKind;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.email.Recipient;
import io.drawdown.notification.message.Notification;
import io.drawdown.notification.message.NotificationFilter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Sort;

@Tag("dialect")
class InboxTest extends NotificationTestCase {

    private static final Caller SUPPORT = new Caller("support", Role.SUPPORT, null);

    @Autowired
    NotificationChannels channels;

    @Test
    void marksNotificationsAsReadOnce() {
        publishAlerts(thresholdAlert(), usedUpAlert());
        var id = list(NotificationFilter.ALL).getFirst().id();

        var read = world.as(customer(), () -> inbox.markRead(account, id));
        clock.advance(Duration.ofHours(1));

        assertThat(read.readAt()).isEqualTo(NOW);
        assertThat(world.as(customer(), () -> inbox.markRead(account, id))).isEqualTo(read);
        assertThat(world.as(customer(), () -> inbox.countUnread(account))).isEqualTo(1);
        assertThat(world.as(customer(), () -> inbox.markAllRead(account))).isEqualTo(1);
        assertThat(world.as(customer(), () -> inbox.markAllRead(account))).isZero();
        assertThat(world.as(customer(), () -> inbox.get(account, id))).isEqualTo(read);
    }

    @Test
    void filtersNotifications() {
        publishAlerts(thresholdAlert(), usedUpAlert());
        publishAlerts(alert(buyPackage(account), account, AlertKind.EXPIRED, 5));
        world.asSystem(() -> inbox.markRead(
                account,
                list(new NotificationFilter(null, AlertKind.USED_UP, null))
                        .getFirst()
                        .id()));

        assertThat(list(new NotificationFilter(true, null, null)))
                .extracting(Notification::kind)
                .containsExactly(AlertKind.EXPIRED, AlertKind.THRESHOLD);
        assertThat(list(new NotificationFilter(false, null, null)))
                .extracting(Notification::kind)
                .containsExactly(AlertKind.USED_UP);
        assertThat(list(new NotificationFilter(null, null, boughtPackage.id()))).hasSize(2);
        assertThat(list(new NotificationFilter(null, null, "none"))).isEmpty();
    }

    @Test
    void letsOnlyTheAccountAndSupportRead() {
        publishAlerts(thresholdAlert());
        var id = list(NotificationFilter.ALL).getFirst().id();
        var stranger = new Caller("stranger", Role.CUSTOMER, world.account());

        assertThat(world.as(SUPPORT, () -> inbox.get(account, id)).id()).isEqualTo(id);
        assertRefused(ProblemType.FORBIDDEN, SUPPORT, () -> inbox.markRead(account, id));
        assertRefused(ProblemType.FORBIDDEN, SUPPORT, () -> inbox.markAllRead(account));
        assertRefused(ProblemType.FORBIDDEN, SUPPORT, () -> recipients.put(account, List.of()));
        assertRefused(ProblemType.NOT_FOUND, stranger, () -> inbox.list(account, NotificationFilter.ALL));
        assertRefused(ProblemType.NOT_FOUND, stranger, () -> inbox.countUnread(account));
        assertRefused(ProblemType.NOT_FOUND, stranger, () -> recipients.get(account));
        assertRefused(ProblemType.NOT_FOUND, stranger, () -> channels.summarize(account));
        assertRefused(ProblemType.NOT_FOUND, stranger, () -> inbox.get(stranger.account(), id));
        assertRefused(ProblemType.FORBIDDEN, SUPPORT, () -> deliveries.list(DeliveryFilter.ALL));
        assertRefused(ProblemType.FORBIDDEN, customer(), () -> deliveries.retry("1"));
        assertRefused(ProblemType.NOT_FOUND, Caller.SYSTEM, () -> deliveries.retry("0"));
    }

    @Test
    void summarizesTheChannelsOfAnAccount() {
        var email = newEmail();
        setRecipients(email);
        insertWebhook(account, AlertKind.values());
        insertWebhook(account, AlertKind.EXPIRING, AlertKind.EXPIRED);

        assertThat(world.as(SUPPORT, () -> channels.summarize(account)))
                .isEqualTo(new NotificationChannels.ChannelSummary(true, List.of(email), 0, 1));
    }

    @Test
    void acceptsOnlyValidAddresses() {
        var given = Arrays.asList(
                " a@example.com ",
                "A@example.com",
                "nobody",
                null,
                "a\r\nBcc: b@example.com",
                "x".repeat(255) + "@e.org");

        assertThatThrownBy(() -> world.as(customer(), () -> recipients.put(account, given)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors())
                                .extracting(error -> error.field())
                                .containsExactly("emails[1]", "emails[2]", "emails[3]", "emails[4]", "emails[5]"));
        assertRefused(ProblemType.INVALID, customer(), () -> recipients.put(account, null));
        assertRefused(
                ProblemType.INVALID,
                customer(),
                () -> recipients.put(
                        account,
                        IntStream.range(0, 21)
                                .mapToObj(number -> number + "@example.com")
                                .toList()));
        assertThat(world.as(customer(), () -> recipients.put(account, List.of(" a@example.com ", "b@localhost"))))
                .extracting(Recipient::email)
                .containsExactly("a@example.com", "b@localhost");
        assertThat(world.as(customer(), () -> recipients.put(account, List.of("b@localhost"))))
                .extracting(Recipient::email)
                .containsExactly("b@localhost");
        assertThat(world.as(SUPPORT, () -> recipients.get(account)))
                .extracting(Recipient::email)
                .containsExactly("b@localhost");
    }

    private Caller customer() {
        return new Caller("li", Role.CUSTOMER, account);
    }

    private List<Notification> list(NotificationFilter filter) {
        return world.asSystem(() -> inbox.list(account, filter).rows(0, 100, Sort.unsorted()));
    }

    private void assertRefused(ProblemType type, Caller caller, Supplier<?> action) {
        assertThatThrownBy(() -> world.as(caller, action))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
