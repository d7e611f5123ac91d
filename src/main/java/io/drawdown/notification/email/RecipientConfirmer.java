package io.drawdown.notification.email;

import io.drawdown.account.Accounts;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.notification.email.Confirmations.ConfirmationResult;
import io.drawdown.notification.email.Confirmations.State;
import io.drawdown.notification.internal.RecipientRepository;
import io.drawdown.notification.internal.email.ConfirmationLinkRepository;
import io.drawdown.quota.Ledger;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Confirms a recipient of an account's alerts by the link that was sent to it, in one transaction that locks the
 * account.
 */
@Component
class RecipientConfirmer {

    private final ConfirmationLinkRepository links;
    private final RecipientRepository recipients;
    private final Accounts accounts;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecipientConfirmer(
            ConfirmationLinkRepository links,
            RecipientRepository recipients,
            Accounts accounts,
            Ledger ledger,
            ApplicationEventPublisher events,
            Clock clock) {
        this.links = links;
        this.recipients = recipients;
        this.accounts = accounts;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    private record AuditedConfirmation(String email) {}

    /** Confirms the address of an existing link, and returns the outcome. */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public ConfirmationResult confirm(String account, String token) {
        ledger.lock(List.of(account));
        var storedLink = links.find(token).orElseThrow();
        var name = accounts.current(account).name();
        var recipient = recipients.find(account, storedLink.email());
        if (recipient.isEmpty()) {
            return new ConfirmationResult(State.REMOVED, storedLink.email(), name);
        }
        var email = recipient.get().email();
        if (recipient.get().confirmed()) {
            return new ConfirmationResult(State.CONFIRMED_BEFORE, email, name);
        }
        if (storedLink.confirmedAt() != null) {
            return new ConfirmationResult(State.USED, email, name);
        }
        if (!clock.instant().isBefore(storedLink.expiresAt())) {
            return new ConfirmationResult(State.EXPIRED, email, name);
        }
        recipients.confirm(account, email);
        links.markUsed(storedLink);
        events.publishEvent(new AuditedChange(
                AuditAction.RECIPIENT_CONFIRMED, account, email, null, new AuditedConfirmation(email)));
        return new ConfirmationResult(State.CONFIRMED, email, name);
    }
}
