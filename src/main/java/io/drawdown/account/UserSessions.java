package io.drawdown.account;

import io.drawdown.account.internal.CurrentUserSession;
import io.drawdown.account.internal.SecretGenerator;
import io.drawdown.account.internal.UserRepository;
import io.drawdown.account.internal.UserSessionRepository;
import io.drawdown.account.internal.UserSessionRepository.StoredSession;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.UserSession;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.limit.ClientNetwork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Knows the sessions in which users are signed in, on all servers, and ends them: a session whose row is gone may not
 * continue. Users see and end their own; admins see and end those of others.
 */
@Service
public class UserSessions {

    /** The attribute of the HTTP session that holds the id of the user's session. */
    public static final String SESSION_ATTRIBUTE = CurrentUserSession.ATTRIBUTE;

    /** The attribute of the HTTP session that holds when the user last entered the password. */
    public static final String PASSWORD_ATTRIBUTE = CurrentUserSession.PASSWORD_ATTRIBUTE;

    // A session's last use is written once a minute at most.
    private static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

    private final UserSessionRepository repository;
    private final UserRepository users;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;

    UserSessions(
            UserSessionRepository repository,
            UserRepository users,
            Access access,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${server.servlet.session.timeout}") Duration idle,
            @Value("${drawdown.longest-session}") Duration longest) {
        this.repository = repository;
        this.users = users;
        this.access = access;
        this.events = events;
        this.clock = clock;
        this.idle = idle;
        this.longest = longest;
    }

    /** Records a session that has begun, and returns its id. Checks no access: the user has just signed in. */
    @Transactional
    public String begin(String username, @Nullable String address, @Nullable String userAgent) {
        var now = clock.instant();
        // Sessions of servers that were killed; no session continues for so long.
        repository.deleteOld(now.minus(longest.plus(idle)));
        var session = new StoredSession(
                SecretGenerator.newToken(),
                BrowserName.of(userAgent),
                address == null ? null : ClientNetwork.display(address),
                now,
                now);
        repository.insert(session, username);
        return session.id();
    }

    /** Returns which of these sessions may continue. Checks no access. */
    @Transactional(readOnly = true)
    public Set<String> findOpen(Collection<String> ids) {
        return ids.isEmpty() ? Set.of() : repository.findExisting(ids);
    }

    /** Returns whether a use at an instant is recorded, given the instant that was recorded last. */
    public static boolean isUseDue(Instant recorded, Instant now) {
        return !now.isBefore(recorded.plus(USE_RESOLUTION));
    }

    /**
     * Records that a session is used now, unless that was recorded within a minute before. Checks no access.
     *
     * @param recorded the instant that was recorded last
     * @return the instant that is recorded now
     */
    @Transactional
    public Instant use(String id, Instant recorded) {
        var now = clock.instant();
        if (!isUseDue(recorded, now)) {
            return recorded;
        }
        repository.updateLastUsed(id, now);
        return now;
    }

    /** Removes a session that has ended by itself. Checks no access. */
    @Transactional
    public void close(String id) {
        repository.delete(id);
    }

    /** Lists the caller's sessions, the one used last first. A key has none. */
    @Transactional(readOnly = true)
    public List<UserSession> listOwn() {
        return sessionsOf(access.caller());
    }

    /** Ends a session of the caller. Does nothing if it has ended. */
    @Transactional
    public void endOwn(String id) {
        var caller = access.caller();
        if (caller.kind() == Caller.Kind.PERSON && repository.delete(caller.name(), id)) {
            publishEnd(caller.name(), caller.account(), 1);
        }
    }

    /** Ends all sessions of the caller but the one that asks, and returns their number. */
    @Transactional
    public int endOwnOthers() {
        var caller = access.caller();
        return caller.kind() == Caller.Kind.PERSON
                ? endAllBut(CurrentUserSession.id(), caller.name(), caller.account())
                : 0;
    }

    /** Lists a user's sessions, the one used last first. Requires an admin. */
    @Transactional(readOnly = true)
    public List<UserSession> list(String username) {
        access.requireAdmin();
        return read(username);
    }

    /** Ends a session of a user. Does nothing if it has ended. Requires an admin. */
    @Transactional
    public void end(String username, String id) {
        access.requireAdmin();
        if (repository.delete(username, id)) {
            publishEnd(username, accountOf(username), 1);
        }
    }

    /** Ends all sessions of a user, and returns their number. Requires an admin. */
    @Transactional
    public int endAll(String username) {
        access.requireAdmin();
        return endAllBut(null, username, accountOf(username));
    }

    private List<UserSession> sessionsOf(Caller caller) {
        return caller.kind() == Caller.Kind.PERSON ? read(caller.name()) : List.of();
    }

    // Those that weren't used for longer than a session lasts belong to a server that was killed.
    private List<UserSession> read(String username) {
        var current = CurrentUserSession.id();
        return repository.list(username, clock.instant().minus(idle).minus(USE_RESOLUTION)).stream()
                .map(session -> new UserSession(
                        session.id(),
                        session.browser(),
                        session.address(),
                        session.signedInAt(),
                        session.lastUsedAt(),
                        session.id().equals(current)))
                .toList();
    }

    private int endAllBut(@Nullable String kept, String username, @Nullable String account) {
        var ended = repository.deleteOthers(username, kept);
        if (ended > 0) {
            publishEnd(username, account, ended);
        }
        return ended;
    }

    private @Nullable String accountOf(String username) {
        return users.find(username).map(UserRepository.StoredUser::account).orElse(null);
    }

    private void publishEnd(String username, @Nullable String account, int number) {
        events.publishEvent(
                new AuditedChange(AuditAction.SESSIONS_ENDED, account, username, new AuditedSessions(number), null));
    }

    /** The sessions that were ended, in the form that the audit trail records. */
    private record AuditedSessions(int sessions) {}
}
