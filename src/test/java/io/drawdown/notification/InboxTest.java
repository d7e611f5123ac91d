package io.drawdown.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import io.drawdown.alert.AlertKind;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Sort;

class InboxTest extends NotificationTest {

    private static final Caller SUPPORT = new Caller("support", Role.SUPPORT, null);

    @Autowired
    Channels channels;

    @Test
    void isReadOnce() {
        raise(threshold(), usedUp());
        var id = list(NotificationFilter.ALL).getFirst().id();

        var read = fixture.as(customer(), () -> inbox.markRead(account, id));
        clock.advance(Duration.ofHours(1));

        assertThat(read.readAt()).isEqualTo(NOW);
        assertThat(fixture.as(customer(), () -> inbox.markRead(account, id))).isEqualTo(read);
        assertThat(fixture.as(customer(), () -> inbox.unread(account))).isEqualTo(1);
        assertThat(fixture.as(customer(), () -> inbox.markAllRead(account))).isEqualTo(1);
        assertThat(fixture.as(customer(), () -> inbox.markAllRead(account))).isZero();
        assertThat(fixture.as(customer(), () -> inbox.get(account, id))).isEqualTo(read);
    }

    @Test
    void isFiltered() {
        raise(threshold(), usedUp());
        raise(alert(buy(account), account, AlertKind.EXPIRED, 5));
        fixture.asSystem(() -> inbox.markRead(
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
        assertThat(list(new NotificationFilter(null, null, bought.id()))).hasSize(2);
        assertThat(list(new NotificationFilter(null, null, "none"))).isEmpty();
    }

    @Test
    void isTheAccountsOwnAndSupportsToLookAt() {
        raise(threshold());
        var id = list(NotificationFilter.ALL).getFirst().id();
        var stranger = new Caller("stranger", Role.CUSTOMER, fixture.account());

        assertThat(fixture.as(SUPPORT, () -> inbox.get(account, id)).id()).isEqualTo(id);
        refused(ProblemType.FORBIDDEN, SUPPORT, () -> inbox.markRead(account, id));
        refused(ProblemType.FORBIDDEN, SUPPORT, () -> inbox.markAllRead(account));
        refused(ProblemType.FORBIDDEN, SUPPORT, () -> recipients.put(account, List.of()));
        refused(ProblemType.NOT_FOUND, stranger, () -> inbox.list(account, NotificationFilter.ALL));
        refused(ProblemType.NOT_FOUND, stranger, () -> inbox.unread(account));
        refused(ProblemType.NOT_FOUND, stranger, () -> recipients.get(account));
        refused(ProblemType.NOT_FOUND, stranger, () -> channels.of(account));
        refused(ProblemType.NOT_FOUND, stranger, () -> inbox.get(stranger.account(), id));
        refused(ProblemType.FORBIDDEN, SUPPORT, () -> deliveries.list(DeliveryFilter.ALL));
        refused(ProblemType.FORBIDDEN, customer(), () -> deliveries.retry("1"));
        refused(ProblemType.NOT_FOUND, Caller.SYSTEM, () -> deliveries.retry("0"));
    }

    @Test
    void saysWhoElseIsTold() {
        var email = email();
        recipients(email);
        webhook(account, AlertKind.values());
        webhook(account, AlertKind.EXPIRING, AlertKind.EXPIRED);

        assertThat(fixture.as(SUPPORT, () -> channels.of(account)))
                .isEqualTo(new Channels.ToldBy(true, List.of(email), 0, 1));
    }

    @Test
    void takesAddressesThatCanBeWrittenTo() {
        var given = Arrays.asList(
                " a@example.com ",
                "A@example.com",
                "nobody",
                null,
                "a\r\nBcc: b@example.com",
                "x".repeat(255) + "@e.org");

        assertThatThrownBy(() -> fixture.as(customer(), () -> recipients.put(account, given)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors())
                                .extracting(error -> error.field())
                                .containsExactly("emails[1]", "emails[2]", "emails[3]", "emails[4]", "emails[5]"));
        refused(ProblemType.INVALID, customer(), () -> recipients.put(account, null));
        refused(
                ProblemType.INVALID,
                customer(),
                () -> recipients.put(
                        account,
                        IntStream.range(0, 21)
                                .mapToObj(number -> number + "@example.com")
                                .toList()));
        assertThat(fixture.as(customer(), () -> recipients.put(account, List.of(" a@example.com ", "b@localhost"))))
                .extracting(Recipient::email)
                .containsExactly("a@example.com", "b@localhost");
        assertThat(fixture.as(customer(), () -> recipients.put(account, List.of("b@localhost"))))
                .extracting(Recipient::email)
                .containsExactly("b@localhost");
        assertThat(fixture.as(SUPPORT, () -> recipients.get(account)))
                .extracting(Recipient::email)
                .containsExactly("b@localhost");
    }

    private Caller customer() {
        return new Caller("li", Role.CUSTOMER, account);
    }

    private List<Notification> list(NotificationFilter filter) {
        return fixture.asSystem(() -> inbox.list(account, filter).rows(0, 100, Sort.unsorted()));
    }

    private void refused(ProblemType type, Caller caller, Supplier<?> action) {
        assertThatThrownBy(() -> fixture.as(caller, action))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
