package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.account.Account;
import io.drawdown.base.Listing;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.Sql;
import io.drawdown.base.SqlListing;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Pool;
import io.drawdown.quota.engine.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The jobs of an account: what each ran, how it was paid, and why not by a package. */
@Service
public class Jobs {

    private static final String VOIDED = "exists (select 1 from usage_void v where v.account = u.account and v.usage_entry = u.entry)";

    private static final String PIECES = """
            (select d.entry, u.source, u.event_id, case when %1$s then 1 else 0 end as voided, u.region, u.pool, u.specification,
                    u.activity, u.nodes, d.from_at, d.to_at, d.node_seconds, d.package_id, cast(null as numeric(30, 8)) as per_node_hour,
                    cast(null as numeric(38, 8)) as amount, u.currency, cast(null as varchar(30)) as reason,
                    cast(null as bigint) as because, d.reverses,
                    (select r.entry from deduction r where r.account = d.account and r.reverses = d.entry) as reversed_by
             from usage_record u join deduction d on d.account = u.account and d.usage_entry = u.entry
             where u.account = :account and u.job = :job
             union all
             select c.entry, u.source, u.event_id, case when %1$s then 1 else 0 end, u.region, u.pool, u.specification,
                    u.activity, u.nodes, c.from_at, c.to_at, c.node_seconds, cast(null as bigint), c.per_node_hour,
                    c.amount, c.currency, c.reason, c.because, c.reverses,
                    (select r.entry from charge r where r.account = c.account and r.reverses = c.entry)
             from usage_record u join charge c on c.account = u.account and c.usage_entry = u.entry
             where u.account = :account and u.job = :job) p""".formatted(VOIDED);

    private final JdbcClient jdbc;
    private final SqlListing.Database database;
    private final Access access;

    Jobs(JdbcClient jdbc, SqlListing.Database database, Access access) {
        this.jdbc = jdbc;
        this.database = database;
        this.access = access;
    }

    /** The jobs that a filter lets through and that have records that aren't voided, the latest to end first. */
    @Transactional(readOnly = true)
    public Listing<JobUsage> list(String code, JobFilter filter) {
        var account = access.toRead(code);
        var spans = new SqlListing<>(database, "j.job, j.nodes, j.started_at, j.ended_at, j.node_seconds", jobs(filter),
                        (row, index) -> JobSpan.read(row, false))
                .with("account", code)
                .with("text", Sql.containing(filter.text()))
                .with("region", filter.region())
                .with("specification", filter.specification())
                .with("reason", filter.reason() == null ? null : filter.reason().name())
                .where("j.ended_at > :from", "from", Sql.utcOrNull(filter.from()))
                .where("j.started_at < :to", "to", Sql.utcOrNull(filter.to()))
                .orderBy("j.ended_at desc, j.job")
                .sortable("job", "j.job")
                .sortable("nodes", "j.nodes")
                .sortable("startedAt", "j.started_at")
                .sortable("endedAt", "j.ended_at")
                .sortable("nodeSeconds", "j.node_seconds");
        return new JobListing(spans, details(account));
    }

    /** One job of an account. */
    @Transactional(readOnly = true)
    public JobUsage get(String code, String job) {
        var account = access.toRead(code);
        var span = jdbc.sql("""
                        select u.job, max(u.nodes) as nodes, min(u.started_at) as started_at, max(u.ended_at) as ended_at,
                               sum(u.node_seconds) as node_seconds, voided
                        from (select u.*, case when %s then 1 else 0 end as voided from usage_record u
                              where u.account = :account and u.job = :job) u
                        group by u.job, voided order by voided limit 1""".formatted(VOIDED))
                .param("account", code)
                .param("job", job)
                .query((row, index) -> JobSpan.read(row, row.getInt("voided") == 1))
                .optional()
                .orElseThrow(() -> ProblemException.notFound("The job '" + job + "'"));
        return details(account).of(List.of(span)).getFirst();
    }

    /** How a job's usage was paid, piece by piece in the order of time, with what was taken back. */
    @Transactional(readOnly = true)
    public Listing<UsagePiece> pieces(String account, String job) {
        access.toRead(account);
        return new SqlListing<>(database, "p.*", PIECES, (row, index) -> readPiece(row))
                .with("account", account)
                .with("job", job)
                .orderBy("p.from_at, p.to_at, p.entry");
    }

    private JobDetails details(Account account) {
        return new JobDetails(jdbc, account);
    }

    private static String jobs(JobFilter filter) {
        var sql = new StringBuilder("""
                (select u.job, max(u.nodes) as nodes, min(u.started_at) as started_at, max(u.ended_at) as ended_at,
                        sum(u.node_seconds) as node_seconds
                 from usage_record u
                 where u.account = :account and not %s""".formatted(VOIDED));
        if (Sql.containing(filter.text()) != null) {
            sql.append(" and lower(u.job) like :text");
        }
        if (filter.charged() || filter.reason() != null) {
            sql.append("""

                    and u.job in (
                        select w.job from charge c join usage_record w on w.account = c.account and w.entry = c.usage_entry
                        where c.account = :account and c.reverses is null
                        and not exists (select 1 from charge r where r.account = c.account and r.reverses = c.entry)""");
            sql.append(filter.reason() == null ? ")" : " and c.reason = :reason)");
        }
        sql.append(" group by u.job having 1 = 1");
        if (filter.region() != null) {
            sql.append(" and max(case when u.region = :region then 1 else 0 end) = 1");
        }
        if (filter.specification() != null) {
            sql.append(" and max(case when u.specification = :specification then 1 else 0 end) = 1");
        }
        return sql.append(") j").toString();
    }

    private static UsagePiece readPiece(ResultSet row) throws SQLException {
        return new UsagePiece(
                row.getLong("entry"),
                row.getString("source"),
                row.getString("event_id"),
                row.getInt("voided") == 1,
                row.getString("region"),
                Pool.valueOf(row.getString("pool")),
                row.getString("specification"),
                Activity.valueOf(row.getString("activity")),
                row.getLong("nodes"),
                Sql.instant(row, "from_at"),
                Sql.instant(row, "to_at"),
                row.getLong("node_seconds"),
                row.getString("package_id"),
                readCharge(row),
                row.getObject("reverses") != null,
                row.getObject("reversed_by") != null);
    }

    private static UsagePiece.@Nullable Charge readCharge(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        if (reason == null) {
            return null;
        }
        var currency = Currency.getInstance(row.getString("currency"));
        return new UsagePiece.Charge(
                new Money(row.getBigDecimal("per_node_hour"), currency).tidy(),
                new Money(row.getBigDecimal("amount"), currency),
                Reason.valueOf(reason),
                row.getString("because"));
    }
}
