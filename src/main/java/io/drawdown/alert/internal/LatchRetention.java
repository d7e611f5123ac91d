package io.drawdown.alert.internal;

import io.drawdown.base.background.ExpiringRows;
import io.drawdown.base.background.RetentionProperties;
import io.drawdown.base.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets what was told of packages that have expired, since they are never compared again, and of kinds whose
 * packages have all been expired for as long as messages are kept. A kind that is bought again sooner must not be told
 * of a second time (R20).
 */
@Repository
class LatchRetention implements ExpiringRows {

    private static final Duration AFTER_EXPIRY = Duration.ofDays(1);

    /** The table alias is t. Work that is still due may look at the package as it was before it expired. */
    private static final String IS_PACKAGE_GONE = """
            exists (select 1 from resource_package p join ledger l on l.account = p.account
                    where p.id = case when t.target like '%/%' then null else cast(t.target as bigint) end
                      and p.account = t.account and p.expires_at < :expired and (l.due_at is null or l.due_at > p.expires_at))""";

    private static final String IS_KIND_GONE = """
            t.target like '%/%'
            and not exists (select 1 from resource_package p
                            where p.account = t.account and p.expires_at >= :keptFrom
                              and p.region || '/' || p.specification || '/' || p.activities = t.target)""";

    private static final String KEYS =
            "unnest(cast(:accounts as varchar array), cast(:targets as varchar array)) as k(account, target)";

    private final JdbcClient jdbc;
    private final RetentionProperties retention;

    LatchRetention(JdbcClient jdbc, RetentionProperties retention) {
        this.jdbc = jdbc;
        this.retention = retention;
    }

    @Override
    @Transactional
    public int deleteExpired(Instant now, int most) {
        var count = 0;
        for (var table : List.of("reached_threshold", "told_target")) {
            count += delete(table, IS_PACKAGE_GONE, now, most);
            if (!retention.notifications().isZero()) {
                count += delete(table, IS_KIND_GONE, now, most);
            }
        }
        return Math.min(count, most);
    }

    private int delete(String table, String isGone, Instant now, int most) {
        var gone = jdbc.sql("select distinct t.account, t.target from " + table + " t where " + isGone
                        + " order by t.account, t.target limit :most")
                .param("expired", Sql.utc(now.minus(AFTER_EXPIRY)))
                .param("keptFrom", Sql.utc(now.minus(retention.notifications())))
                .param("most", most)
                .query((row, index) -> new String[] {row.getString("account"), row.getString("target")})
                .list();
        if (!gone.isEmpty()) {
            jdbc.sql("delete from " + table + " where (account, target) in (select k.account, k.target from " + KEYS
                            + ")")
                    .param("accounts", Sql.array("varchar", gone, key -> key[0]))
                    .param("targets", Sql.array("varchar", gone, key -> key[1]))
                    .update();
        }
        return gone.size();
    }
}
