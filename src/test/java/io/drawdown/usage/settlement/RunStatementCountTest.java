package io.drawdown.usage.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.DueAccounts;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.StatementCounter;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many statements running jobs cost: none while nothing is due, and else a number that doesn't grow with them. */
@DrawdownTest
@Tag("dialect")
@Import(StatementCounter.class)
class RunStatementCountTest {

    /** What a request of usage records took before jobs could run. */
    private static final int STATEMENTS_WITHOUT_JOBS = 16;

    @Autowired
    World world;

    @Autowired
    Settlement settlement;

    @Autowired
    DueAccounts dueAccounts;

    @Autowired
    StatementCounter statements;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private final AtomicInteger events = new AtomicInteger();
    private String region;
    private String specification;

    @BeforeEach
    void createCatalog() {
        clock.set(TestClock.START);
        region = world.region();
        specification = world.specification();
        world.setPrice(region, specification, "3.60");
    }

    @Test
    void tenThousandIdleRunsCostOneStatementPerSecond() {
        var accounts = accounts(1000);
        startJobs(accounts, 10);
        assertThat(countRunning()).isGreaterThanOrEqualTo(10_000);
        dueAccounts.catchUp();
        clock.set(TestClock.START);

        var commits = statements.commits();
        assertThat(countStatements(dueAccounts::catchUp)).isEqualTo(1);
        assertThat(statements.commits()).isEqualTo(commits);
    }

    @Test
    void usageRecordWithoutRunningJobsCostsAFixedNumberOfStatements() {
        var account = accounts(1).getFirst();
        reportRecords(List.of(account));
        assertThat(countStatements(() -> reportRecords(List.of(account)))).isLessThanOrEqualTo(STATEMENTS_WITHOUT_JOBS);
    }

    @Test
    void usageRecordCostsTheSameHoweverManyJobsAndAccountsRun() {
        var one = accounts(1);
        var crowded = accounts(1);
        var many = accounts(20);
        startJobs(one, 10);
        startJobs(crowded, 100);
        startJobs(many, 10);
        reportRecords(one);
        var ofOne = countStatementsAfterASecond(one);

        assertThat(countStatementsAfterASecond(crowded)).isEqualTo(ofOne);
        assertThat(countStatementsAfterASecond(many)).isEqualTo(ofOne);
        System.out.println("RunStatementCountTest: " + ofOne + " statements for a usage record where jobs run");
    }

    @Test
    void accountsDueAtTheSameInstantCostTheSameAsOne() {
        var accounts = accounts(50);
        startJobs(accounts, 2);
        makeDue(accounts);
        dueAccounts.catchUp(); // begins the lines of the runs, which are continued from then on
        makeDue(accounts.subList(0, 1));
        var ofOne = countStatements(dueAccounts::catchUp);
        makeDue(accounts);

        assertThat(countStatements(dueAccounts::catchUp)).isEqualTo(ofOne);
        System.out.println("RunStatementCountTest: " + ofOne + " statements to catch up what is due at an instant");
    }

    private void makeDue(List<String> accounts) {
        clock.advance(Duration.ofSeconds(1));
        jdbc.sql("update ledger set due_at = null where due_at <= :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update ledger set due_at = :now where account in (:accounts)")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("accounts", accounts)
                .update();
    }

    private long countStatementsAfterASecond(List<String> accounts) {
        clock.advance(Duration.ofSeconds(1));
        return countStatements(() -> reportRecords(accounts));
    }

    private long countStatements(Runnable work) {
        var before = statements.executions();
        work.run();
        return statements.executions() - before;
    }

    private List<String> accounts(int count) {
        var offer = world.offer(region, specification, 100_000);
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    var account = world.account();
                    if (count < 100 || number % 10 == 0) {
                        world.buyPackage(account, offer, 1, null);
                    }
                    return account;
                })
                .toList();
    }

    private void startJobs(List<String> accounts, int jobs) {
        var starts = new ArrayList<UsageEvent>();
        for (var account : accounts) {
            for (var job = 0; job < jobs; job++) {
                starts.add(new UsageEvent.Started(
                        account,
                        "/scheduler",
                        "event-" + events.incrementAndGet(),
                        "job-" + job,
                        region,
                        Pool.PUBLIC,
                        specification,
                        Activity.TRAINING,
                        1,
                        clock.instant()));
            }
        }
        assertThat(settlement.settle(starts))
                .allSatisfy(result -> assertThat(result.status()).isEqualTo(EventResult.Status.ACCEPTED));
    }

    private void reportRecords(List<String> accounts) {
        settlement.settle(accounts.stream()
                .map(account -> new UsageEvent.Recorded(
                        account,
                        "/scheduler",
                        "event-" + events.incrementAndGet(),
                        "batch",
                        region,
                        Pool.PUBLIC,
                        specification,
                        Activity.TRAINING,
                        1,
                        clock.instant().minusSeconds(1),
                        clock.instant()))
                .toList());
    }

    private long countRunning() {
        return jdbc.sql("select count(*) from run where open = true")
                .query(Long.class)
                .single();
    }
}
