package io.drawdown.account;

import io.drawdown.account.internal.Secrets;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Check;
import io.drawdown.base.Hash;
import io.drawdown.base.SafeToRepeat;
import io.drawdown.base.Sql;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keys of programs. Only their hashes are stored. */
@Service
public class ApiKeys {

    private static final String BOOTSTRAP = "bootstrap";

    private final JdbcClient jdbc;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApiKeys(JdbcClient jdbc, Access access, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** A new key with its text, which is shown this once. */
    public record NewKey(long id, String key) {}

    /** Makes a key that acts for an account; an admin's to do. */
    @Transactional
    public NewKey create(String account, String name, @Nullable Role role) {
        access.asAdmin(account);
        new Check()
                .name("name", name)
                .that(role == Role.CUSTOMER || role == Role.METERING, "role", "must be CUSTOMER or METERING for an account's key")
                .orRefuse();
        return insert(name, role, account);
    }

    /** Makes a key of the platform; an admin's to do. */
    @Transactional
    public NewKey create(String name, @Nullable Role role) {
        access.admin();
        new Check()
                .name("name", name)
                .that(!BOOTSTRAP.equals(name), "name", "is kept for the key that is set at start-up")
                .that(role != null && role != Role.CUSTOMER, "role", "must be ADMIN, SUPPORT or METERING for a key of the platform")
                .orRefuse();
        return insert(name, role, null);
    }

    /** Whose key this is, if anybody's. */
    @Transactional(readOnly = true)
    public Optional<Caller> authenticate(String key) {
        return jdbc.sql("select id, name, role, account from api_key where key_hash = :hash")
                .param("hash", Hash.sha256(key))
                .query((row, index) -> Caller.ofKey(
                        row.getLong("id"), row.getString("name"), Role.valueOf(row.getString("role")), row.getString("account")))
                .optional();
    }

    /** Makes this the one bootstrap key, an ADMIN's, unless it is that already. */
    @SafeToRepeat
    @Transactional
    public void bootstrap(String key) {
        access.admin();
        if (authenticate(key).filter(known -> known.role() == Role.ADMIN && BOOTSTRAP.equals(known.name())).isPresent()) {
            return;
        }
        jdbc.sql("delete from api_key where name = :name and account is null and role = 'ADMIN' or key_hash = :hash")
                .param("name", BOOTSTRAP)
                .param("hash", Hash.sha256(key))
                .update();
        insert(BOOTSTRAP, Role.ADMIN, null, key);
    }

    private record Made(long id, String name, Role role, @Nullable String account) {}

    private NewKey insert(String name, Role role, @Nullable String account) {
        var key = Secrets.newKey();
        return new NewKey(insert(name, role, account, key), key);
    }

    private long insert(String name, Role role, @Nullable String account, String key) {
        var id = new GeneratedKeyHolder();
        jdbc.sql("insert into api_key (name, role, account, key_hash, created_at) values (:name, :role, :account, :hash, :now)")
                .param("name", name)
                .param("role", role.name())
                .param("account", account)
                .param("hash", Hash.sha256(key))
                .param("now", Sql.utc(clock.instant()))
                .update(id, "id");
        var made = new Made(id.getKeyAs(Long.class), name, role, account);
        events.publishEvent(new AuditedChange(AuditAction.API_KEY_CREATED, account, name, null, made));
        return made.id();
    }
}
