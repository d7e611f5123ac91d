package io.drawdown.account;

import io.drawdown.account.internal.SignInAttemptRepository;
import io.drawdown.account.internal.UserRepository;
import io.drawdown.account.model.WaitingNetwork;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.RetryOnConflict;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows admins who has to wait after failed sign-ins, and lets them end a wait. */
@Service
public class SignInWaits {

    private static final int MAX_NETWORKS = 50;

    private final SignInAttemptRepository attempts;
    private final UserRepository users;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SignInWaits(
            SignInAttemptRepository attempts,
            UserRepository users,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.attempts = attempts;
        this.users = users;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** Lists the networks from which sign-ins have to wait now, at most 50, the longest wait first. Requires an admin. */
    @Transactional(readOnly = true)
    public List<WaitingNetwork> listNetworks() {
        access.requireAdmin();
        return attempts.listWaitingNetworks(clock.instant(), MAX_NETWORKS);
    }

    /** Lets a user try to sign in again at once, from every network that need not wait itself. Requires an admin. */
    @RetryOnConflict
    @Transactional
    public void endForUser(String username) {
        access.requireAdmin();
        var user = users.find(username).orElseThrow(() -> ProblemException.notFound("The user '" + username + "'"));
        attempts.deleteOfUser(username);
        publishEnd(user.account(), username);
    }

    /** Lets the users in a network try to sign in again at once. Does nothing if they need not wait. Requires an admin. */
    @RetryOnConflict
    @Transactional
    public void endForNetwork(String network) {
        access.requireAdmin();
        if (attempts.deleteOfNetwork(network)) {
            publishEnd(null, network);
        }
    }

    private void publishEnd(@Nullable String account, String subject) {
        events.publishEvent(
                new AuditedChange(AuditAction.SIGN_IN_WAIT_ENDED, account, subject, new Wait(true), new Wait(false)));
    }

    /** A wait in the form that the audit trail records. */
    private record Wait(boolean waits) {}
}
