package io.drawdown.notification.internal.email;

import static java.util.stream.Collectors.toMap;

import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.notification.delivery.DeliveryPurpose;
import io.drawdown.notification.internal.EmailAddress;
import io.drawdown.notification.internal.HeldBackException;
import io.drawdown.notification.internal.NotificationLimits;
import io.drawdown.notification.internal.OutgoingMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bounds the e-mails that leave within an hour, to an address over all accounts and of an account, and asks an address once a
 * day at most to confirm. It counts in the database, for all servers, just before an e-mail leaves.
 */
@Component
public class MailBudget {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final NotificationLimits limits;
    private final SentMailRepository sentMails;
    private final Clock clock;

    MailBudget(NotificationLimits limits, SentMailRepository sentMails, Clock clock) {
        this.limits = limits;
        this.sentMails = sentMails;
        this.clock = clock;
    }

    /** Counts an e-mail that is about to leave, and gives what to give back if it doesn't. @throws HeldBackException until it may leave */
    @RetryOnConflict
    @Transactional(rollbackFor = HeldBackException.class)
    public long reserve(OutgoingMessage outgoingMessage) throws HeldBackException {
        var address = EmailAddress.normalize(outgoingMessage.recipient());
        sentMails.lockAddress(address);
        sentMails.lockAccount(outgoingMessage.account());
        var now = clock.instant();
        sentMails.deleteOld(address, now.minus(DAY));
        if (outgoingMessage.purpose() == DeliveryPurpose.CONFIRMATION) {
            holdBackIfReached(
                    sentMails.findLatestConfirmation(address, now.minus(DAY)),
                    DAY,
                    "The address was asked to confirm within a day, and is asked once a day at most.");
        }
        holdBackIfReached(
                sentMails.findNthLatestTo(address, limits.mailsPerAddressAndHour(), now.minus(HOUR)),
                HOUR,
                "%,d e-mails went to this address within an hour, and more aren't sent."
                        .formatted(limits.mailsPerAddressAndHour()));
        holdBackIfReached(
                sentMails.findNthLatestOf(outgoingMessage.account(), limits.mailsPerAccountAndHour(), now.minus(HOUR)),
                HOUR,
                "%,d e-mails of this account left within an hour, and more aren't sent."
                        .formatted(limits.mailsPerAccountAndHour()));
        return sentMails.insert(address, outgoingMessage.account(), outgoingMessage.purpose(), now);
    }

    /** Takes back that an e-mail has left. */
    @Transactional
    public void release(long id) {
        sentMails.delete(id);
    }

    /** From when each of these addresses may be asked again to confirm, whichever account asks; without those that may be now. */
    public Map<String, Instant> nextRequestAllowedAt(Collection<String> addresses) {
        return sentMails.findLatestConfirmations(addresses, clock.instant().minus(DAY)).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, latest -> latest.getValue().plus(DAY)));
    }

    private void holdBackIfReached(Optional<Instant> first, Duration within, String reason) throws HeldBackException {
        if (first.isPresent()) {
            throw new HeldBackException(reason, first.get().plus(within));
        }
    }
}
