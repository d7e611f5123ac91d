package io.drawdown.alert.internal;

import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.sql.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The versions of the platform's default, and the version that each account without settings of its own follows
 * (R19).
 */
@Repository
public class PlatformDefaultRepository {

    private final JdbcClient jdbc;

    PlatformDefaultRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A version of the default, with its number. */
    public record Version(long number, UsageAlert alert) {}

    /** Finds the newest version. */
    public Version findNewest() {
        return jdbc.sql(
                        "select version, scope, enabled, thresholds from usage_alert_default_version order by version desc limit 1")
                .query((row, index) ->
                        new Version(row.getLong("version"), UsageAlertRepository.readUsageAlert(row, List.of())))
                .single();
    }

    /** Adds the version after {@code before}; fails if another transaction has added it. */
    public void add(long before, UsageAlert alert) {
        jdbc.sql("""
                        insert into usage_alert_default_version (version, scope, enabled, thresholds)
                        values (:version, :scope, :enabled, :thresholds)""")
                .params(UsageAlertRepository.toColumns(alert))
                .param("version", before + 1)
                .update();
    }

    /** Finds the version that each of these accounts follows: the newest, unless an older one is recorded. */
    public Map<String, UsageAlert> findFollowed(Collection<String> accounts) {
        var followed = new HashMap<String, UsageAlert>();
        jdbc.sql("""
                        select a.account, d.scope, d.enabled, d.thresholds
                        from unnest(cast(:accounts as varchar array)) as a(account)
                        left join usage_alert_follower f on f.account = a.account
                        join usage_alert_default_version d
                          on d.version = coalesce(f.version, (select max(version) from usage_alert_default_version))""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .query(row -> {
                    followed.put(row.getString("account"), UsageAlertRepository.readUsageAlert(row, List.of()));
                });
        return followed;
    }

    /** Makes a new account follow the newest version. */
    public void followNewest(String account) {
        jdbc.sql("""
                        insert into usage_alert_follower (account, version)
                        select :account, max(version) from usage_alert_default_version""").param("account", account).update();
    }

    /** Makes an account follow no version, because it has settings of its own. */
    public void unfollow(String account) {
        jdbc.sql("delete from usage_alert_follower where account = :account")
                .param("account", account)
                .update();
    }

    /** Makes these accounts follow this version. */
    public void moveTo(Collection<String> accounts, long version) {
        jdbc.sql(
                        "update usage_alert_follower set version = :version where account = any(cast(:accounts as varchar array))")
                .param("version", version)
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .update();
    }

    /** Finds the oldest version that an account follows; the given one if there is none. */
    public long findOldestFollowed(long newest) {
        return jdbc.sql("select coalesce(min(version), :newest) from usage_alert_follower")
                .param("newest", newest)
                .query(Long.class)
                .single();
    }

    /** Finds up to {@code most} accounts that follow an older version, by code, starting after the given code. */
    public List<String> findAccountsBehind(long version, String after, int most) {
        return jdbc.sql("""
                        select account from usage_alert_follower where version < :version and account > :after
                        order by account limit :most""")
                .param("version", version)
                .param("after", after)
                .param("most", most)
                .query(Sql::text)
                .list();
    }

    /**
     * Locks those of these accounts that follow an older version, and returns them. Skips accounts whose ledgers are
     * locked.
     */
    public List<String> claim(Collection<String> accounts, long version) {
        return jdbc.sql("""
                        select account from ledger l where account = any(cast(:accounts as varchar array))
                          and exists (select 1 from usage_alert_follower f where f.account = l.account and f.version < :version)
                        order by account for update skip locked""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .param("version", version)
                .query(Sql::text)
                .list();
    }

    /** Deletes all versions before this one. */
    public void deleteBefore(long version) {
        jdbc.sql("delete from usage_alert_default_version where version < :version")
                .param("version", version)
                .update();
    }
}
