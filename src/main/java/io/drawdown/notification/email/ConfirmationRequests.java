package io.drawdown.notification.email;

import static java.util.stream.Collectors.toMap;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.limit.TooManyRequestsException;
import io.drawdown.base.sql.Sql;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.internal.DeliveriesWritten;
import io.drawdown.notification.internal.DeliveryRepository;
import io.drawdown.notification.internal.EmailAddress;
import io.drawdown.notification.internal.NotificationColumns;
import io.drawdown.notification.internal.NotificationLimits;
import io.drawdown.notification.internal.RecipientRepository;
import io.drawdown.notification.internal.email.MailBudget;
import io.drawdown.notification.internal.email.MailCourier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The e-mails that ask addresses to confirm that they want an account's alerts. They are deliveries like others, and leave as
 * soon as the address may be asked; one at most waits for an address of an account.
 */
@Component
class ConfirmationRequests {

    private static final Duration DAY = Duration.ofDays(1);

    private final DeliveryRepository deliveries;
    private final MailBudget budget;
    private final MailCourier mail;
    private final NotificationLimits limits;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConfirmationRequests(
            DeliveryRepository deliveries,
            MailBudget budget,
            MailCourier mail,
            NotificationLimits limits,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deliveries = deliveries;
        this.budget = budget;
        this.mail = mail;
        this.limits = limits;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** What became of the e-mails to an address: when the latest left, and when one that waits will be tried. */
    private record RequestState(
            String address,
            @Nullable Instant askedAt,
            @Nullable Instant askedNextAt) {}

    /**
     * Asks addresses of an account to confirm, but for those whom an e-mail waits to ask already. Asks nobody without a mail
     * server. To be called with the account's ledger locked.
     *
     * @throws TooManyRequestsException if the account has asked too many within a day
     */
    void requestConfirmation(String account, List<String> emails) {
        if (!mail.isConfigured() || emails.isEmpty()) {
            return;
        }
        var sent = findRequests(account, emails);
        var unasked = emails.stream()
                .filter(email -> {
                    var before = sent.get(EmailAddress.normalize(email));
                    return before == null || before.askedNextAt() == null;
                })
                .toList();
        if (unasked.isEmpty()) {
            return;
        }
        requireWithinDailyLimit(account, unasked.size());
        unasked.forEach(email -> deliveries.insert(
                account, Channel.EMAIL, DeliveryPurpose.CONFIRMATION, email, null, mail.newMessageId()));
        events.publishEvent(new DeliveriesWritten());
    }

    /** Refuses to ask while there is nothing to ask with. */
    void requireMailServer() {
        if (!mail.isConfigured()) {
            throw new ProblemException(
                    ProblemType.INVALID,
                    "This server has no mail server to send e-mail through, so nobody can be asked. "
                            + "The people who run it can set one up.");
        }
    }

    /** How it stands with addresses of an account. */
    List<Recipient> toRecipients(String account, List<RecipientRepository.StoredRecipient> rows) {
        var unconfirmed = rows.stream()
                .filter(storedRecipient -> !storedRecipient.confirmed())
                .map(storedRecipient -> EmailAddress.normalize(storedRecipient.email()))
                .toList();
        var sent = findRequests(account, unconfirmed);
        var from = budget.nextRequestAllowedAt(unconfirmed);
        return rows.stream()
                .map(storedRecipient -> {
                    var address = EmailAddress.normalize(storedRecipient.email());
                    var asked = storedRecipient.confirmed() ? null : sent.get(address);
                    return new Recipient(
                            storedRecipient.email(),
                            storedRecipient.confirmed(),
                            asked == null ? null : asked.askedAt(),
                            asked == null ? null : asked.askedNextAt(),
                            storedRecipient.confirmed() ? null : from.get(address));
                })
                .toList();
    }

    private Map<String, RequestState> findRequests(String account, Collection<String> emails) {
        if (emails.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        select lower(recipient) as address, max(delivered_at) as asked_at, max(next_attempt_at) as asked_next_at
                        from delivery where account = :account and purpose = 'CONFIRMATION' and lower(recipient) in (:addresses)
                        group by lower(recipient)""")
                .param("account", account)
                .param("addresses", emails.stream().map(EmailAddress::normalize).toList())
                .query((row, index) -> new RequestState(
                        row.getString("address"),
                        NotificationColumns.instantOrNull(row, "asked_at"),
                        NotificationColumns.instantOrNull(row, "asked_next_at")))
                .list()
                .stream()
                .collect(toMap(RequestState::address, Function.identity()));
    }

    private void requireWithinDailyLimit(String account, int more) {
        var now = clock.instant();
        var most = limits.confirmationsPerAccountAndDay();
        var lately = jdbc.sql("""
                        select created_at from delivery where account = :account and purpose = 'CONFIRMATION' and created_at > :since
                        order by created_at""")
                .param("account", account)
                .param("since", Sql.utc(now.minus(DAY)))
                .query((row, index) -> Sql.instant(row, "created_at"))
                .list();
        var tooMany = lately.size() + more - most;
        if (tooMany > 0) {
            var free = tooMany <= lately.size() ? lately.get(tooMany - 1).plus(DAY) : now.plus(DAY);
            throw new TooManyRequestsException(
                    "An account may ask %,d addresses a day to confirm, and this one has asked %,d; nothing was changed."
                            .formatted(most, lately.size()),
                    Math.max(1, Duration.between(now, free).toSeconds()));
        }
    }
}
