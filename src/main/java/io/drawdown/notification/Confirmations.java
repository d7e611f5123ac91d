package io.drawdown.notification;

import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.SafeToRepeat;
import io.drawdown.quota.Ledger;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what addresses answer that were asked to confirm that they want an account's alerts. */
@Service
public class Confirmations {

    private static final int LONGEST_TOKEN = 100;
    private static final Confirmation UNKNOWN = new Confirmation(State.UNKNOWN, null, null);

    private final ConfirmationLinks links;
    private final RecipientTable recipients;
    private final Accounts accounts;
    private final Ledger ledger;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Confirmations(
            ConfirmationLinks links,
            RecipientTable recipients,
            Accounts accounts,
            Ledger ledger,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.links = links;
        this.recipients = recipients;
        this.accounts = accounts;
        this.ledger = ledger;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** What becomes of a link that somebody follows. */
    public enum State {
        /** It has confirmed the address, now. */
        CONFIRMED,
        /** The address had confirmed before. */
        CONFIRMED_BEFORE,
        /** It was used, and the address was taken off the list and added again since. */
        USED,
        /** It is older than it is good for. */
        EXPIRED,
        /** The address is no longer on the account's list. */
        REMOVED,
        /** There is no such link. */
        UNKNOWN
    }

    /**
     * What became of a link.
     *
     * @param email the address that it is for; null if it is unknown
     * @param account the name of the account whose alerts it is about; null if it is unknown
     */
    public record Confirmation(State state, @Nullable String email, @Nullable String account) {}

    private record Confirmed(String email) {}

    /** Confirms the address to which a link was sent. Asks for no rights: whoever has what is in the link reads the address's mail. */
    @SafeToRepeat
    @Transactional
    public Confirmation follow(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return UNKNOWN;
        }
        var given = links.find(token);
        if (given.isEmpty()) {
            return UNKNOWN;
        }
        var account = given.get().account();
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
        var follower = new Caller(Caller.Kind.PROGRAM, "confirmation link", Role.CUSTOMER, account, null);
        access.as(follower, () -> {
            events.publishEvent(new AuditedChange(AuditAction.RECIPIENT_CONFIRMED, account, email, null, new Confirmed(email)));
            return null;
        });
        return new Confirmation(State.CONFIRMED, email, name);
    }
}
