package io.drawdown.notification.email;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.limit.TooManyRequestsException;
import io.drawdown.notification.delivery.Channel;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.internal.DeliveriesWritten;
import io.drawdown.notification.internal.DeliveryRepository;
import io.drawdown.notification.internal.DeliveryRepository.NewDelivery;
import io.drawdown.notification.internal.EmailAddress;
import io.drawdown.notification.internal.NotificationLimits;
import io.drawdown.notification.internal.RecipientRepository;
import io.drawdown.notification.internal.email.ConfirmationRequestRepository;
import io.drawdown.notification.internal.email.MailBudget;
import io.drawdown.notification.internal.email.MailCourier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Sends the e-mails that ask addresses to confirm that they want an account's alerts. They are deliveries, and leave
 * as soon as the address may be asked. At most one is pending for each account and address.
 */
@Component
class ConfirmationRequests {

    private static final Duration DAY = Duration.ofDays(1);

    private final ConfirmationRequestRepository requests;
    private final DeliveryRepository deliveries;
    private final MailBudget budget;
    private final MailCourier mail;
    private final NotificationLimits limits;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConfirmationRequests(
            ConfirmationRequestRepository requests,
            DeliveryRepository deliveries,
            MailBudget budget,
            MailCourier mail,
            NotificationLimits limits,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.deliveries = deliveries;
        this.budget = budget;
        this.mail = mail;
        this.limits = limits;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Asks addresses of an account to confirm, except those with a pending request. Does nothing without a mail
     * server. The caller holds the account's ledger.
     *
     * @throws TooManyRequestsException if the account has asked too many addresses within a day
     */
    void requestConfirmation(String account, List<String> emails) {
        if (!mail.isConfigured() || emails.isEmpty()) {
            return;
        }
        var sent = requests.find(
                account, emails.stream().map(EmailAddress::normalize).toList());
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
        deliveries.insert(unasked.stream()
                .map(email -> new NewDelivery(
                        account, Channel.EMAIL, DeliveryPurpose.CONFIRMATION, email, null, mail.newMessageId()))
                .toList());
        events.publishEvent(new DeliveriesWritten());
    }

    /** Refuses a request if no mail server is configured. */
    void requireMailServer() {
        if (!mail.isConfigured()) {
            throw new ProblemException(
                    ProblemType.INVALID,
                    "This server has no mail server to send e-mail through, so nobody can be asked. "
                            + "The people who run it can set one up.");
        }
    }

    /** Returns the stored recipients with the state of their confirmation requests. */
    List<Recipient> toRecipients(String account, List<RecipientRepository.StoredRecipient> rows) {
        var unconfirmed = rows.stream()
                .filter(storedRecipient -> !storedRecipient.confirmed())
                .map(storedRecipient -> EmailAddress.normalize(storedRecipient.email()))
                .toList();
        var sent = requests.find(account, unconfirmed);
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

    private void requireWithinDailyLimit(String account, int more) {
        var now = clock.instant();
        var most = limits.confirmationsPerAccountAndDay();
        var lately = requests.findCreatedSince(account, now.minus(DAY));
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
