package io.drawdown.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.integrity.report.IntegrityReport;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.settlement.SettlementAccess;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DrawdownTest
@Tag("dialect")
class IntegrityCheckerTest {

    private static final Instant T = Instant.parse("2026-11-01T00:00:00Z");

    @Autowired
    World world;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    SettlementAccess settlement;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    TestClock clock;

    private String account;
    private String packageId;
    private String region;
    private String specification;
    private String order;

    /** Entries: 1 record, 2 deduction; 3 record, 4 deduction, 5 charge; 6 void of the first, 7 reversal. */
    @BeforeEach
    void setUp() {
        clock.set(TestClock.START);
        account = world.account();
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "21.20");
        var bought = world.buyPackage(account, world.offer(region, specification, 1), 1, T);
        packageId = bought.id();
        order = bought.order();
        settlement.settle(List.of(
                new UsageEvent.Recorded(
                        account,
                        "/s",
                        "1",
                        "job-1",
                        region,
                        Pool.PUBLIC,
                        specification,
                        Activity.TRAINING,
                        1,
                        T,
                        T.plusSeconds(1000)),
                new UsageEvent.Recorded(
                        account,
                        "/s",
                        "2",
                        "job-2",
                        region,
                        Pool.PUBLIC,
                        specification,
                        Activity.TRAINING,
                        3,
                        T,
                        T.plusSeconds(1000)),
                new UsageEvent.Voided(account, "/s", "3", null, "/s", "1")));
    }

    @Test
    void findsNoViolationInWhatTheProgramWrote() {
        assertThat(check().violations()).isEmpty();
        assertThat(check().packages()).isPositive();
        assertThat(check().usageRecords()).isPositive();
    }

    @Test
    void allowsAdminsOnly() {
        assertThatThrownBy(() -> world.as(new Caller("su", Role.SUPPORT, null), integrity::check))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            update resource_package set settled_remaining = settled_remaining + 1 where id = %package% | package %package% | R24: total
            update resource_package set settled_remaining = settled_remaining + 1 where id = %package% | package %package% | R24: what remains
            update resource_package set total = total + 3601 where id = %package%                     | package %package% | R2: total
            update resource_package set order_number = 'DD0' where id = %package%                     | order %order% | R2: an order
            update resource_package set order_number = 'DD0' where id = %package%                     | package %package% | R2: an order
            update purchase_order set price = price + 1 where account = '%account%'                   | order %order% | R18: an order
            delete from order_posting where account = '%account%'                                     | order %order% | R18: an order
            update order_posting set order_number = 'DD0' where account = '%account%'                 | order posting DD0 | R18: an order
            update usage_record set node_seconds = node_seconds + 1 where account = '%account%' and entry = 3 | %account% usage record 3 | R1: node-seconds
            update usage_record set nodes = nodes + 1 where account = '%account%' and entry = 3       | %account% usage record 3 | R1: node-seconds
            delete from deduction where account = '%account%' and entry = 7                           | %account% usage record 1 | R24: node-seconds
            delete from charge where account = '%account%' and entry = 5                              | %account% usage record 3 | R24: node-seconds
            update charge set node_seconds = node_seconds + 1 where account = '%account%' and entry = 5 | %account% usage record 3 | R24: node-seconds
            update charge set amount = amount + 0.00000001 where account = '%account%' and entry = 5  | %account% charge 5 | R6: amount
            update charge set per_node_hour = 20 where account = '%account%' and entry = 5            | %account% charge 5 | R6: amount
            update deduction set to_at = timestamp with time zone '2027-01-01 00:00:00+00' where account = '%account%' and entry = 4 | %account% deduction 4 | R24: a deduction lies
            update charge set from_at = timestamp with time zone '2026-01-01 00:00:00+00' where account = '%account%' and entry = 5 | %account% charge 5 | R24: a charge lies
            update deduction set node_seconds = node_seconds - 1 where account = '%account%' and entry = 7 | %account% deduction 7 | R12: a reversal
            insert into charge select account, 6, usage_entry, from_at, to_at, 1, per_node_hour, amount, currency, reason, because, statement_month, settled_at, entry, usage_month from charge where account = '%account%' and entry = 5 | %account% charge 6 | R12: a reversal
            insert into charge select account, 6, usage_entry, from_at, to_at, node_seconds, per_node_hour, amount, currency, reason, because, statement_month, settled_at, entry, usage_month from charge where account = '%account%' and entry = 5 | %account% entry 6 | R24: entries
            delete from usage_event where account = '%account%' and event_id = '2'                    | %account% usage record 3 | R14: an event
            delete from usage_event where account = '%account%' and event_id = '3'                    | %account% void 6 | R14: an event
            delete from usage_void where account = '%account%'                                        | %account% event /s 3 | R14: an event
            delete from usage_void where account = '%account%'                                        | %account% usage record 1 | R24: node-seconds
            update ledger set last_entry = 6 where account = '%account%'                              | %account% entry 7 | R24: entries
            update ledger set last_entry = 8 where account = '%account%'                              | %account% ledger | R24: the ledger's last
            update deduction set remaining_after = remaining_after + 1 where account = '%account%' and entry = 2 | %account% deduction 2 | R24: what remains after a deduction
            update deduction set remaining_after = remaining_after + 1 where account = '%account%' and entry = 7 | %account% deduction 7 | R24: what remains after a deduction
            update charge set usage_month = '2026-10' where account = '%account%' and entry = 5       | %account% charge 5 | R18: a charge is on the line
            update charge set statement_month = '2026-12' where account = '%account%' and entry = 5   | %account% charge 5 | R18: a charge is on its month's
            update charge set settled_at = timestamp with time zone '2026-12-03 16:00:00+00' where account = '%account%' and entry = 5 | %account% charge 5 | R18: a charge is on its month's
            insert into charge select account, 8, usage_entry, from_at, to_at, node_seconds, per_node_hour, amount, currency, reason, because, statement_month, settled_at, entry, '2026-10' from charge where account = '%account%' and entry = 5 | %account% charge 8 | R12: a reversal
            insert into charge select account, 8, usage_entry, from_at, to_at, node_seconds, per_node_hour + 1, amount, currency, reason, because, statement_month, settled_at, entry, usage_month from charge where account = '%account%' and entry = 5 | %account% charge 8 | R12: a reversal
            insert into charge select account, 8, usage_entry, from_at, to_at, node_seconds, per_node_hour, amount, currency, reason, because, '2026-12', settled_at, entry, usage_month from charge where account = '%account%' and entry = 5 | %account% charge 8 | R18: a charge is on its month's
            """)
    void namesTheCorruptedRow(String corruption, String subject, String rule) {
        var violations = new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            jdbc.update(fillIn(corruption));
            return check().violations();
        });

        assertThat(violations).anySatisfy(violation -> {
            assertThat(violation.subject()).isEqualTo(fillIn(subject));
            assertThat(violation.rule()).startsWith(rule);
        });
        assertThat(check().violations()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            update run set settled_until = settled_until + interval '1' second where account = '%account%' | %account% run 8 | R16: a run is settled
            update run set voided = true, open = false where account = '%account%'  | %account% run 8 | R16: a run is settled
            delete from run_segment where account = '%account%'                     | %account% usage record 9 | R16: a run is settled
            update run set nodes = 3 where account = '%account%'                    | %account% usage record 9 | R16: what a run is
            update run set open = false where account = '%account%'                 | %account% run 8 | R16: a run is open
            update ledger set settled_until = null where account = '%account%'      | %account% run 8 | R16: a run is open
            update ledger set due_at = null where account = '%account%'             | %account% run 8 | R16: a run is open
            update ledger set settled_until = settled_until + interval '1' second where account = '%account%' | %account% run 8 | R16: a run is open
            update usage_record set started_at = timestamp with time zone '2026-10-31 15:59:59+00' where account = '%account%' and entry = 9 | %account% usage record 9 | R16: what is settled of a run by one
            update usage_event set entry = 9 where account = '%account%' and event_id = '4' | %account% entry 9 | R24: entries
            update usage_event set entry = 99 where account = '%account%' and event_id = '4' | %account% event /s 4 | R14: an event
            """)
    void namesTheCorruptedRun(String corruption, String subject, String rule) {
        settlement.settle(List.of(new UsageEvent.Started(
                account,
                "/s",
                "4",
                "job-3",
                region,
                Pool.PUBLIC,
                specification,
                Activity.TRAINING,
                2,
                T))); // entries 8, and 9 of its usage up to now

        namesTheCorruptedRow(corruption, subject, rule);
    }

    private IntegrityReport check() {
        return world.asSystem(integrity::check);
    }

    private String fillIn(String text) {
        return text.replace("%account%", account)
                .replace("%package%", packageId)
                .replace("%order%", order);
    }
}
