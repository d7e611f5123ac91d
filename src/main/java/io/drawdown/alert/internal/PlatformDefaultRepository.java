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
 * The versions of the platform's default, and the version that each account follows that hasn't saved settings of its own
 * (R19).
 */
@Repository
public class PlatformDefaultRepository {

    private final JdbcClient jdbc;

    PlatformDefaultRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A default, and its number. */
    public record Version(long number, UsageAlert alert) {}

    /** The newest version. */
    public Version findNewest() {
        return jdbc.sql(
                        "select version, scope, enabled, thresholds from usage_alert_default_version order by version desc limit 1")
                .query((row, index) ->
                        new Version(row.getLong("version"), UsageAlertRepository.readUsageAlert(row, List.of())))
                .single();
    }

    /** Adds a version after this one; fails if somebody else has. */
    public void add(long before, UsageAlert alert) {
        jdbc.sql("""
                        insert into usage_alert_default_version (version, scope, enabled, thresholds)
                        values (:version, :scope, :enabled, :thresholds)""")
                .params(UsageAlertRepository.toColumns(alert))
                .param("version", before + 1)
                .update();
    }

    /** The version that each of these accounts follows; the newest, unless it is known to follow an older one. */
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

    /** Has a new account follow the newest version. */
    public void followNewest(String account) {
        jdbc.sql("""
                        insert into usage_alert_follower (account, version)
                        select :account, max(version) from usage_alert_default_version""").param("account", account).update();
    }

    /** Has an account that has settings of its own follow none. */
    public void unfollow(String account) {
        jdbc.sql("delete from usage_alert_follower where account = :account")
                .param("account", account)
                .update();
    }

    /** Has these accounts follow this version. */
    public void moveTo(Collection<String> accounts, long version) {
        jdbc.sql(
                        "update usage_alert_follower set version = :version where account = any(cast(:accounts as varchar array))")
                .param("version", version)
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .update();
    }

    /** The oldest version that an account follows; this one if none does. */
    public long findOldestFollowed(long newest) {
        return jdbc.sql("select coalesce(min(version), :newest) from usage_alert_follower")
                .param("newest", newest)
                .query(Long.class)
                .single();
    }

    /** Accounts after this one, in the order of their codes, that follow a version before this one: at most so many. */
    public List<String> findAccountsBehind(long version, String after, int most) {
        return jdbc.sql("""
                        select account from usage_alert_follower where version < :version and account > :after
                        order by account limit :most""")
                .param("version", version)
                .param("after", after)
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** Those of these accounts that follow a version before this one and whose ledgers nobody else holds; they are held then. */
    public List<String> claim(Collection<String> accounts, long version) {
        return jdbc.sql("""
                        select account from ledger l where account = any(cast(:accounts as varchar array))
                          and exists (select 1 from usage_alert_follower f where f.account = l.account and f.version < :version)
                        order by account for update skip locked""")
                .param("accounts", Sql.array("varchar", accounts, account -> account))
                .param("version", version)
                .query(String.class)
                .list();
    }

    /** Removes versions before this one. */
    public void deleteBefore(long version) {
        jdbc.sql("delete from usage_alert_default_version where version < :version")
                .param("version", version)
                .update();
    }
}
