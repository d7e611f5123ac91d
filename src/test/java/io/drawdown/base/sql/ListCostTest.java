package io.drawdown.base.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.audit.AuditTrail;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.billing.Billing;
import io.drawdown.notification.Deliveries;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.message.NotificationFilter;
import io.drawdown.quota.Packages;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.Runs;
import io.drawdown.usage.UsageHistory;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** How many rows H2 reads for a page of a long list, at its beginning and behind a cursor. */
@DrawdownTest
@Tag("dialect")
@DisabledIfSystemProperty(named = "drawdown.test.database", matches = "postgres")
class ListCostTest {

    private static final int ROWS = 2_000;
    private static final int PAGE_SIZE = 20;

    /** What is joined and counted for each row of a page is read, too. */
    private static final int MAX_ROWS_READ = 10 * PAGE_SIZE;

    private static final Pattern SCAN_COUNT = Pattern.compile("scanCount: ([0-9]+)");

    @Autowired
    World world;

    @Autowired
    UsageHistory history;

    @Autowired
    Packages packages;

    @Autowired
    Billing billing;

    @Autowired
    Inbox inbox;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Runs runs;

    @Autowired
    AuditTrail trail;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SqlListing.Database database;

    private String account;
    private String packageId;

    @BeforeEach
    void createRows() {
        account = world.account();
        var region = world.region();
        var specification = world.specification();
        world.setPrice(region, specification, "1");
        packageId = world.buyPackage(account, world.offer(region, specification, 1), 1, TestClock.START)
                .id();
        insert("""
                insert into usage_record (account, entry, source, event_id, job, region, pool, specification, activity, nodes,
                    started_at, ended_at, node_seconds, per_node_hour, currency, settled_at)
                select :account, 3 * x.n, '/s', 'e' || x.n, 'job', 'r', 'PUBLIC', 's', 'TRAINING', 1, :now, :now, 1, 1, 'CNY', :now""");
        insert("""
                insert into deduction (account, entry, usage_entry, package_id, from_at, to_at, node_seconds, remaining_after, settled_at)
                select :account, 3 * x.n + 1, 3 * x.n, :package, :now, :now, 1, 1, :now""");
        insert("""
                insert into charge (account, entry, usage_entry, from_at, to_at, node_seconds, per_node_hour, amount, currency, reason,
                    usage_month, statement_month, settled_at)
                select :account, 3 * x.n + 2, 3 * x.n, :now, :now, 1, 1, 1, 'CNY', 'NO_PACKAGE', '2026-11', '2026-11', :now""");
        insert("""
                insert into notification (account, kind, region, specification, activities, remaining, total, happened_at)
                select :account, 'USED_UP', 'r', 's', 'TRAINING', 0, 1, cast(:now as timestamp with time zone) + interval '1' second * x.n""");
        insert("""
                insert into delivery (account, channel, recipient, message_id, state, attempts, created_at)
                select :account, 'EMAIL', 'a@example.com', 'm', 'DELIVERED', 1, :now""");
        insert("""
                insert into run (account, entry, source, job, region, pool, specification, activity, nodes, per_node_hour, currency,
                    started_at, stopped_at, settled_until, open, voided, heard_at)
                select :account, -x.n, '/s', 'job', 'r', 'PUBLIC', 's', 'TRAINING', 1, 1, 'CNY', cast(:now as timestamp with time zone) - interval '1' second * x.n, :now, :now, false, false, :now""");
        insert("""
                insert into audit_entry (at, who, kind, role, what, account, subject)
                select :now, 'li', 'PERSON', 'ADMIN', 'ACCOUNT_SET', :account, 'a subject'""");
        jdbc.sql("analyze").update();
    }

    private void insert(String sql) {
        jdbc.sql(sql + " from system_range(1, " + ROWS + ") as x(n)")
                .params(Map.of("account", account, "now", Sql.utc(TestClock.START), "package", Long.valueOf(packageId)))
                .update();
    }

    /** These rows came without what the ledger keeps beside them. */
    @AfterEach
    void deleteRows() {
        for (var table : List.of("charge", "deduction", "usage_record", "notification", "delivery", "run")) {
            jdbc.sql("delete from " + table + " where account = :account")
                    .param("account", account)
                    .update();
        }
    }

    @Test
    void readsRowsOfThePageOnly() {
        assertReadsPageOnly("usage", () -> history.list(account, null, null, null));
        assertReadsPageOnly("usage of a job", () -> history.list(account, "job", null, null));
        assertReadsPageOnly("deductions", () -> packages.deductions(account, null, null, null, null));
        assertReadsPageOnly("deductions of a package", () -> packages.deductions(account, packageId, null, null, null));
        assertReadsPageOnly("charges", () -> billing.charges(account, null, null, null));
        assertReadsPageOnly("notifications", () -> inbox.list(account, NotificationFilter.ALL));
        assertReadsPageOnly("deliveries", () -> deliveries.list(new DeliveryFilter(null, null, null)));
        assertReadsPageOnly("deliveries of an account", () -> deliveries.list(new DeliveryFilter(null, null, account)));
        assertReadsPageOnly("runs", () -> runs.list(account, null, null));
        assertReadsPageOnly("audit", () -> trail.list(new AuditFilter(null, null, null, null, null, null)));
        assertReadsPageOnly(
                "audit of an account", () -> trail.list(new AuditFilter(null, null, null, account, null, null)));
    }

    private void assertReadsPageOnly(String what, Supplier<Listing<?>> asked) {
        world.asSystem(() -> {
            var list = asked.get();
            var behind =
                    list.slice(new Listing.Offset(ROWS / 2), 1, Sort.unsorted()).next();
            assertThat(behind).as(what).isNotNull();
            assertThat(countRowsRead(list, new Listing.Offset(0)))
                    .as(what + ": the first page")
                    .isLessThan(MAX_ROWS_READ);
            assertThat(countRowsRead(list, behind))
                    .as(what + ": a page behind a cursor")
                    .isLessThan(MAX_ROWS_READ);
            return list;
        });
    }

    /** The rows that are read for a slice, and those for its count. */
    private int countRowsRead(Listing<?> list, Listing.Position position) {
        var countingTemplate = new CountingTemplate();
        var origin = list;
        while (origin instanceof MappedListing<?, ?> mapped) {
            origin = mapped.origin();
        }
        ReflectionTestUtils.setField(
                origin,
                "database",
                new SqlListing.Database(
                        countingTemplate, database.readTransaction(), database.streams(), database.longestWait()));
        origin.slice(position, PAGE_SIZE, Sort.unsorted());
        ReflectionTestUtils.setField(origin, "database", database);
        return countingTemplate.rowsRead;
    }

    /** Has the database count what it reads. */
    private final class CountingTemplate extends NamedParameterJdbcTemplate {

        private int rowsRead;

        CountingTemplate() {
            super(database.jdbc().getJdbcOperations());
        }

        @Override
        public <T> T query(String sql, SqlParameterSource parameters, ResultSetExtractor<T> extractor) {
            var plan = String.valueOf(super.queryForObject("explain analyze " + sql, parameters, String.class));
            SCAN_COUNT.matcher(plan).results().forEach(scanned -> rowsRead += Integer.parseInt(scanned.group(1)));
            return super.query(sql, parameters, extractor);
        }
    }
}
