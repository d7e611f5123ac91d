package io.drawdown.notification.email;

import io.drawdown.account.Access;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.notification.internal.email.ConfirmationLinkRepository;
import io.drawdown.notification.internal.email.ConfirmationLinkRepository.StoredLink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Handles the links by which addresses confirm that they want an account's alerts. */
@Service
public class Confirmations {

    private static final int MAX_TOKEN_LENGTH = 100;
    private static final ConfirmationResult UNKNOWN = new ConfirmationResult(State.UNKNOWN, null, null);

    private final ConfirmationLinkRepository links;
    private final RecipientConfirmer confirmer;
    private final Access access;

    Confirmations(ConfirmationLinkRepository links, RecipientConfirmer confirmer, Access access) {
        this.links = links;
        this.confirmer = confirmer;
        this.access = access;
    }

    /** The outcome of following a link. */
    public enum State {
        /** The address is now confirmed. */
        CONFIRMED,
        /** The address was already confirmed. */
        CONFIRMED_BEFORE,
        /** The link was used, and the address has since been removed from the list and added again. */
        USED,
        /** The link has expired. */
        EXPIRED,
        /** The address is no longer on the account's list. */
        REMOVED,
        /** There is no such link. */
        UNKNOWN
    }

    /**
     * The outcome of following a link, with what it was for.
     *
     * @param email the address that the link confirms; null if the link is unknown
     * @param account the name of the account whose alerts it is about; null if the link is unknown
     */
    public record ConfirmationResult(
            State state, @Nullable String email, @Nullable String account) {}

    /**
     * Confirms the address to which a link was sent. Checks no access: only the address's readers know the link's
     * token.
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
