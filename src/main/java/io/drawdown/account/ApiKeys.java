package io.drawdown.account;

import io.drawdown.account.internal.ApiKeyRepository;
import io.drawdown.account.internal.ApiKeyUsageRecorder;
import io.drawdown.account.internal.SecretGenerator;
import io.drawdown.account.model.ApiKey;
import io.drawdown.account.model.ApiKeyFilter;
import io.drawdown.account.model.ApiKeyState;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Hash;
import io.drawdown.base.ProblemException;
import io.drawdown.base.Validation;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.RetryOnConflict;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates, revokes and authenticates the API keys of programs. Only hashes of the keys are stored. Each request reads
 * the database, so that a revocation takes effect at once.
 */
@Service
public class ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);

    private final ApiKeyRepository repository;
    private final ApiKeyUsageRecorder usageRecorder;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final AtomicBoolean warned = new AtomicBoolean();

    ApiKeys(
            ApiKeyRepository repository,
            ApiKeyUsageRecorder usageRecorder,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.usageRecorder = usageRecorder;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** A new key with its text, which is shown only once. */
    public record NewApiKey(long id, String key) {

        @Override
        public String toString() {
            return "NewKey[id=" + id + "]";
        }
    }

    /** Lists the keys that match a filter, the newest first. Requires an admin. */
    @Transactional(readOnly = true)
    public Listing<ApiKey> list(ApiKeyFilter filter) {
        access.requireAdmin();
        return repository.list(filter, clock.instant());
    }

    /** Lists the keys of an account that match a filter, the newest first. Requires an admin. */
    @Transactional(readOnly = true)
    public Listing<ApiKey> list(String account, ApiKeyFilter filter) {
        access.requireAdminOf(account);
        return repository.list(
                new ApiKeyFilter(filter.text(), filter.state(), filter.role(), account, null), clock.instant());
    }

    /**
     * Creates a key for an account. Requires an admin.
     *
     * @param expiresAt the first instant at which the key is refused; null if it doesn't expire
     */
    @Transactional
    public NewApiKey create(String account, String name, @Nullable Role role, @Nullable Instant expiresAt) {
        var admin = access.requireAdmin();
        access.requireAdminOf(account);
        access.requireRecentPassword();
        validate(name, expiresAt)
                .require(
                        role == Role.CUSTOMER || role == Role.METERING,
                        "role",
                        "must be CUSTOMER or METERING for an account's key")
                .throwIfInvalid();
        return create(admin, name, Objects.requireNonNull(role), account, expiresAt);
    }

    /**
     * Creates a key of the platform. Requires an admin.
     *
     * @param expiresAt the first instant at which the key is refused; null if it doesn't expire
     */
    @Transactional
    public NewApiKey create(String name, @Nullable Role role, @Nullable Instant expiresAt) {
        var admin = access.requireAdmin();
        access.requireRecentPassword();
        validate(name, expiresAt)
                .require(!ApiKey.BOOTSTRAP_NAME.equals(name), "name", "is kept for the key that is set at start-up")
                .require(
                        role != null && role != Role.CUSTOMER,
                        "role",
                        "must be ADMIN, SUPPORT or METERING for a key of the platform")
                .throwIfInvalid();
        return create(admin, name, Objects.requireNonNull(role), null, expiresAt);
    }

    /** Revokes a key on every server. Requires an admin. Does nothing if the key is already revoked. */
    @RetryOnConflict
    @Transactional
    public void revoke(long id) {
        var admin = access.requireAdmin();
        revoke(admin, findExisting(id));
    }

    /** Revokes a key of an account on every server. Requires an admin. Does nothing if the key is already revoked. */
    @RetryOnConflict
    @Transactional
    public void revoke(String account, long id) {
        var admin = access.requireAdmin();
        access.requireAdminOf(account);
        var key = findExisting(id);
        if (!account.equals(key.account())) {
            throw notFound(id);
        }
        revoke(admin, key);
    }

    /**
     * Finds the caller of a usable key, and records that the key was used. Refuses a stored bootstrap key that
     * startup would no longer accept. Checks no access, because it establishes the caller.
     */
    @Transactional(readOnly = true)
    public Optional<Caller> authenticate(String text) {
        var now = clock.instant();
        var key = repository
                .findByHash(Hash.sha256(text), now)
                .filter(known -> known.state().isUsable() && !isRefusedAtStart(known, text));
        key.ifPresent(used -> usageRecorder.record(used, now));
        return key.map(ApiKey::toCaller);
    }

    /**
     * Makes this text the only bootstrap key, with the role ADMIN, and revokes the previous one. A key that was
     * revoked before stays revoked.
     *
     * @return whether the key can be used
     */
    @RetryOnConflict
    @Transactional
    public boolean bootstrap(String text) {
        var admin = access.requireAdmin();
        var now = clock.instant();
        var known = repository.findByHash(Hash.sha256(text), now);
        if (known.isPresent() && known.get().state() == ApiKeyState.REVOKED) {
            return false;
        }
        if (known.isPresent() && known.get().fromStart()) {
            return true;
        }
        repository.findUnrevoked(ApiKey.BOOTSTRAP_NAME, now).stream()
                .filter(ApiKey::fromStart)
                .forEach(before -> replace(admin, before));
        known.ifPresent(other -> replace(admin, other));
        insert(admin, ApiKey.BOOTSTRAP_NAME, Role.ADMIN, null, text, null);
        return true;
    }

    private boolean isRefusedAtStart(ApiKey key, String text) {
        var problem = key.fromStart() ? SecretGenerator.findKeyProblem(text) : null;
        if (problem != null && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "The API key {}, which the environment set at an earlier start, is refused: it {}. Set another one in"
                            + " DRAWDOWN_BOOTSTRAP_API_KEY and start again.",
                    key.id(),
                    problem);
        }
        return problem != null;
    }

    private Validation validate(String name, @Nullable Instant expiresAt) {
        return new Validation()
                .name("name", name)
                .require(expiresAt == null || expiresAt.isAfter(clock.instant()), "expiresAt", "must lie ahead");
    }

    private NewApiKey create(Caller by, String name, Role role, @Nullable String account, @Nullable Instant expiresAt) {
        var text = SecretGenerator.newKey();
        return new NewApiKey(insert(by, name, role, account, text, expiresAt), text);
    }

    private long insert(
            Caller by, String name, Role role, @Nullable String account, String text, @Nullable Instant expiresAt) {
        var id = repository.insert(name, role, account, Hash.sha256(text), clock.instant(), by.name(), expiresAt);
        events.publishEvent(new AuditedChange(
                AuditAction.API_KEY_CREATED,
                account,
                name,
                null,
                new AuditedApiKey(id, name, role, account, expiresAt, null)));
        return id;
    }

    private void replace(Caller by, ApiKey key) {
        revoke(by, key);
        repository.forgetHash(key.id());
    }

    private void revoke(Caller by, ApiKey key) {
        if (key.state() == ApiKeyState.REVOKED) {
            return;
        }
        var now = clock.instant();
        repository.revoke(key.id(), now, by.name());
        events.publishEvent(new AuditedChange(
                AuditAction.API_KEY_REVOKED,
                key.account(),
                key.name(),
                AuditedApiKey.of(key, null),
                AuditedApiKey.of(key, now)));
    }

    /** A key in the form that the audit trail records. */
    private record AuditedApiKey(
            long id,
            String name,
            Role role,
            @Nullable String account,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {

        static AuditedApiKey of(ApiKey key, @Nullable Instant revokedAt) {
            return new AuditedApiKey(key.id(), key.name(), key.role(), key.account(), key.expiresAt(), revokedAt);
        }
    }

    private ApiKey findExisting(long id) {
        return repository.findLocked(id, clock.instant()).orElseThrow(() -> notFound(id));
    }

    private static ProblemException notFound(long id) {
        return ProblemException.notFound("The API key " + id);
    }
}
