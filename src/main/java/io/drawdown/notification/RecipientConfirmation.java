package io.drawdown.notification;

import io.drawdown.account.Accounts;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.InTurn;
import io.drawdown.base.SafeToRepeat;
import io.drawdown.notification.Confirmations.Confirmation;
import io.drawdown.notification.Confirmations.State;
import io.drawdown.quota.Ledger;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Confirms a recipient of an account's alerts by a link that was sent to it, in one transaction of the account. */
@Component
class RecipientConfirmation {

    private final ConfirmationLinks links;
    private final RecipientTable recipients;
    private final Accounts accounts;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecipientConfirmation(
            ConfirmationLinks links,
            RecipientTable recipients,
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

    private record Confirmed(String email) {}

    /** Confirms the address of a link that exists; tells what became of the link. */
    @SafeToRepeat
    @InTurn
    @Transactional
    public Confirmation confirm(String account, String token) {
        ledger.lock(List.of(account));
        var link = links.find(token).orElseThrow();
        var name = accounts.findAll(Set.of(account)).get(account).name();
        var recipient = recipients.find(account, link.email());
        if (recipient.isEmpty()) {
            return new Confirmation(State.REMOVED, link.email(), name);
        }
        var email = recipient.get().email();
        if (recipient.get().confirmed()) {
            return new Confirmation(State.CONFIRMED_BEFORE, email, name);
        }
        if (link.confirmedAt() != null) {
            return new Confirmation(State.USED, email, name);
        }
        if (!clock.instant().isBefore(link.expiresAt())) {
            return new Confirmation(State.EXPIRED, email, name);
        }
        recipients.confirm(account, email);
        links.use(link);
        events.publishEvent(
                new AuditedChange(AuditAction.RECIPIENT_CONFIRMED, account, email, null, new Confirmed(email)));
        return new Confirmation(State.CONFIRMED, email, name);
    }
}
