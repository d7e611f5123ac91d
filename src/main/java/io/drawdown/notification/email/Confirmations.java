package io.drawdown.notification.email;

import io.drawdown.account.Access;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.notification.internal.email.ConfirmationLinkRepository;
import io.drawdown.notification.internal.email.ConfirmationLinkRepository.StoredLink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Takes what addresses answer that were asked to confirm that they want an account's alerts. */
@Service
public class Confirmations {

    private static final int MAX_TOKEN_LENGTH = 100;
    private static final ConfirmationResult UNKNOWN = new ConfirmationResult(State.UNKNOWN, null, null);

    private final ConfirmationLinkRepository links;
    private final RecipientConfirmer confirmer;
    private final Access access;

    Confirmations(ConfirmationLinkRepository links, RecipientConfirmer recipients, Access access) {
        this.links = links;
        this.confirmer = recipients;
        this.access = access;
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
    public record ConfirmationResult(
            State state, @Nullable String email, @Nullable String account) {}

    /**
     * Confirms the address to which a link was sent. Asks for no rights: only those who read the address's mail know what is in the
     * link.
     */
    public ConfirmationResult follow(String token) {
        var link = token.length() > MAX_TOKEN_LENGTH ? Optional.<StoredLink>empty() : links.find(token);
        if (link.isEmpty()) {
            return UNKNOWN;
        }
        var account = link.get().account();
        var follower = new Caller(Caller.Kind.PROGRAM, "confirmation link", Role.CUSTOMER, account, null);
        return access.runAs(follower, () -> confirmer.confirm(account, token));
    }
}
