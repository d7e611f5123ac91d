package io.drawdown.testing;

import io.drawdown.account.Access;
import io.drawdown.account.model.Caller;
import io.drawdown.base.sql.Sql;
import io.drawdown.usage.UsageEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An account with more rows in every list than a test's database keeps in memory; many of them are equal in what people sort by. */
public class LongLists {

    /** How many rows each list has at least. */
    public static final int ROWS = 21;

    private static final int ROWS_PER_KIND = 25;

    private final World world;
    private final Access access;
    private final UsageEvents events;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final String silent;
    private final List<String> failing;

    public final String account;
    public final String region;
    public final String specification;
    public final String job = "job";
    public final String packageId;
    public final long check;
    public final String importId;

    LongLists(World world, Access access, UsageEvents events, JdbcClient jdbc, JsonMapper json) {
        this.world = world;
        this.access = access;
        this.events = events;
        this.jdbc = jdbc;
        this.json = json;
        account = world.account();
        silent = world.account();
        region = world.region("UTC");
        specification = world.specification("V100", region);
        packageId = buy();
        startRun();
        failing = IntStream.range(0, ROWS_PER_KIND)
                .mapToObj(number -> world.account())
                .toList();
        check = insertChecks();
        insertTheRest();
        importId = insertRejectedRows();
    }

    /** A new account with long lists. */
    public static LongLists create(ApplicationContext context) {
        return (LongLists) context.getAutowireCapableBeanFactory()
                .autowire(LongLists.class, AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR, false);
    }

    /** Takes away what didn't come by the services: it would mean something in other tests. */
    public void clear() {
        jdbc.sql("delete from failing_account where account in (:failing)")
                .param("failing", failing)
                .update();
        jdbc.sql("update ledger set due_at = null where account in (:failing)")
                .param("failing", failing)
                .update();
        delete("integrity_violation", "check_id in (select id from integrity_check where started_by = :account)");
        delete("integrity_check", "started_by = :account");
        jdbc.sql("delete from usage_import_problem where import_id = :import")
                .param("import", Long.parseLong(importId))
                .update();
        delete("usage_import", "started_by = :account");
        delete("app_user", "display_name like :account || '%'");
        delete("order_posting", "account = :account and order_number = 'OLD'");
        for (var table : List.of("notification", "delivery", "api_key", "rejected_event", "waiting_stop")) {
            delete(table, "account = :account");
        }
        delete("run", "account in (:account, '" + silent + "')");
    }

    /** Packages of an hour each, bought in the same second. */
    private String buy() {
        var offer = world.monthlyOffer("One hour", region, specification, 1);
        var effectiveAt = TestClock.START.minus(Duration.ofDays(2));
        return IntStream.range(0, ROWS_PER_KIND)
                .mapToObj(number -> world.buy(account, offer, 1, effectiveAt)
                        .resourcePackage()
                        .id())
                .toList()
                .getFirst();
    }

    /** Half hours at the same time: thirty of one job, which packages cover, then one each of others, most of which are charged. */
    private void startRun() {
        var sent = new ArrayList<JsonNode>();
        for (var number = 0; number < 110; number++) {
            sent.add(event("recorded", account + "-" + number, number < 30 ? job : "job-" + number, """
                    {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING", "nodes": 1,
                     "startedAt": "2026-11-21T10:00:00Z", "endedAt": "2026-11-21T10:30:00Z"}""".formatted(
                            account, region, specification)));
        }
        for (var number = 0; number < ROWS_PER_KIND; number++) {
            sent.add(event("voided", account + "-void-" + number, job, """
                    {"account": "%s", "source": "/lists", "id": "%s-%d"}""".formatted(account, account, number)));
        }
        var report = access.runAs(Caller.SYSTEM, () -> events.report(sent));
        if (report.accepted() != sent.size()) {
            throw new IllegalStateException(report.toString());
        }
    }

    private JsonNode event(String what, String id, String subject, String data) {
        return json.readTree("""
                {"specversion": "1.0", "id": "%s", "source": "/lists", "type": "drawdown.usage.%s.v1", "subject": "%s", "data": %s}""".formatted(id, what, subject, data));
    }

    private long insertChecks() {
        insert("""
                insert into integrity_check (state, started_by, started_at, heard_at, ended_at, rules_done, rules_total, packages,
                    usage_records, violations)
                select 'DONE', :account, :now, :now, :now, 1, 1, 1, 1, x.n from %s""");
        var id = jdbc.sql("select max(id) from integrity_check where started_by = :account")
                .param("account", account)
                .query(Long.class)
                .single();
        insert("""
                insert into integrity_violation (check_id, number, subject, rule, detail)
                select (select max(id) from integrity_check where started_by = :account), x.n, 'a package', 'a rule', 'a detail' from %s""");
        return id;
    }

    private String insertRejectedRows() {
        insert("""
                insert into usage_import_problem (import_id, line, row_id, result, problem, detail)
                select (select max(id) from usage_import where started_by = :account), x.n, 'a row', 'REJECTED', '/problems/invalid', 'a detail'
                from %s""");
        return jdbc.sql("select max(id) from usage_import where started_by = :account")
                .param("account", account)
                .query(String.class)
                .single();
    }

    private void insertTheRest() {
        insert("""
                insert into notification (account, kind, package_id, region, specification, activities, remaining, total, happened_at, read_at)
                select :account, 'USED_UP', case when mod(x.n, 2) = 0 then cast(%s as bigint) end, 'r', 's', 'TRAINING', 0, 1,
                    cast(:now as timestamp with time zone) + interval '1' second * mod(x.n, 3), :now from %%s""".formatted(packageId));
        insert("""
                insert into delivery (account, channel, recipient, message_id, state, attempts, next_attempt_at, created_at)
                select :account, 'EMAIL', 'a@example.com', 'm' || x.n, 'PARKED', mod(x.n, 4),
                    case when mod(x.n, 2) = 0 then timestamp with time zone '2126-01-01 00:00:00Z' end, :now from %s""");
        insert("""
                insert into app_user (username, display_name, password_hash, role, account, created_at, last_sign_in_at)
                select :account || '-user-' || x.n, :account || mod(x.n, 4), 'x', 'CUSTOMER', :account,
                    case when mod(x.n, 2) = 0 then cast(:now as timestamp with time zone) end,
                    case when mod(x.n, 3) = 0 then cast(:now as timestamp with time zone) end from %s""");
        insert("""
                insert into app_user (username, display_name, password_hash, role, created_at, last_sign_in_at)
                select :account || '-staff-' || x.n, :account || mod(x.n, 4), 'x', case when mod(x.n, 2) = 0 then 'SUPPORT' else 'ADMIN' end,
                    case when mod(x.n, 2) = 0 then cast(:now as timestamp with time zone) end,
                    case when mod(x.n, 3) = 0 then cast(:now as timestamp with time zone) end from %s""");
        insert("""
                insert into api_key (name, role, account, key_hash, created_at, expires_at, last_used_at)
                select 'A key' || mod(x.n, 4), 'METERING', :account, :account || x.n, :now,
                    case when mod(x.n, 2) = 0 then cast(:now as timestamp with time zone) end,
                    case when mod(x.n, 3) = 0 then cast(:now as timestamp with time zone) end from %s""");
        insert("""
                insert into rejected_event (account, source, event_id, body, problem, detail, received_at)
                select :account, '/lists', 'r' || x.n, '{}', '/problems/unknown-region', 'a detail', :now from %s""");
        insert("""
                insert into waiting_stop (account, source, job, stopped_at, waits_since)
                select :account, '/lists', 'stop-' || mod(x.n, 4),
                    cast(:now as timestamp with time zone) + interval '1' second * x.n,
                    case when mod(x.n, 2) = 0 then cast(:now as timestamp with time zone) end from %s""");
        insert("""
                insert into usage_import (name, format, mapping, file, state, rows_read, accepted, duplicates, conflicts, rejected, skipped,
                    bytes_read, bytes_total, first_problems, started_by, started_at, updated_at)
                select 'import', 'CSV', '{}', 'x', 'DONE', 0, 0, 0, 0, 0, 0, 0, 0, '[]', :account, :now, :now from %s""");
        jdbc.sql("""
                        insert into failing_account (account, since, attempts, next_try_at, reason)
                        select l.account, :now, mod(length(l.account), 3), :now, 'a reason' from ledger l where l.account in (:failing)""")
                .param("failing", failing)
                .param("now", Sql.utc(TestClock.START))
                .update();
        jdbc.sql("update ledger set due_at = :now where account in (:failing)")
                .param("failing", failing)
                .param("now", Sql.utc(TestClock.START))
                .update();
        insertRuns(account, false);
        insertRuns(silent, true);
        jdbc.sql("""
                        insert into order_posting (account, order_number, description, amount, currency, statement_month, posted_at)
                        values (:account, 'OLD', 'An order', 1, 'CNY', '2024-01', :now)""")
                .param("account", account)
                .param("now", Sql.utc(TestClock.START))
                .update();
    }

    private void insertRuns(String account, boolean open) {
        insert("""
                insert into run (account, entry, source, job, region, pool, specification, activity, nodes, per_node_hour, currency,
                    started_at, stopped_at, settled_until, open, voided, heard_at)
                select '%s', -x.n, '/lists', 'run-' || mod(x.n, 4), '%s', 'PUBLIC', '%s', 'TRAINING', 1 + mod(x.n, 3), 1, 'CNY',
                    timestamp with time zone '2026-10-01 00:00:00Z', %s, :now, %s, false,
                    timestamp with time zone '2026-10-01 00:00:00Z' + interval '1' second * mod(x.n, 3)

                from %%s""".formatted(
                        account,
                        region,
                        specification,
                        open ? "null" : "timestamp with time zone '2026-10-01 00:00:00Z'",
                        open));
    }

    private void insert(String sql) {
        var numbers =
                (System.getProperty("drawdown.test.database", "h2").equals("h2") ? "system_range" : "generate_series")
                        + "(1, " + ROWS_PER_KIND + ") as x(n)";
        jdbc.sql(sql.formatted(numbers))
                .params(Map.of("account", account, "now", Sql.utc(TestClock.START)))
                .update();
    }

    private void delete(String table, String condition) {
        jdbc.sql("delete from " + table + " where " + condition)
                .param("account", account)
                .update();
    }
}
