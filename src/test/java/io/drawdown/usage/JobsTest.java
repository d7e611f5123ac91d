package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.StatementCounter;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.history.JobFilter;
import io.drawdown.usage.history.JobUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

@DrawdownTest
@Tag("dialect")
@Import(StatementCounter.class)
class JobsTest {

    private static final Instant START = TestClock.START;
    private static final int MAX_STATEMENTS_FOR_A_PAGE = 8;

    @Autowired
    private Jobs jobs;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private StatementCounter statements;

    private String account;
    private String region;
    private String elsewhere;
    private String v100;

    @BeforeEach
    void setUp() {
        clock.set(START);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        elsewhere = world.region("Asia/Shanghai");
        v100 = world.specification("V100", region, elsewhere);
        world.buy(account, world.monthlyOffer("V100 10 h", region, v100, 10), 1, null);
        clock.set(START.plus(Duration.ofDays(1)));
    }

    @Test
    void sumsAllUsageOfAJob() {
        run(region, Activity.TRAINING, "job", 2, 0, 4);
        run(elsewhere, Activity.DEPLOYMENT, "job", 3, 2, 5);

        var job = world.asSystem(() -> jobs.get(account, "job"));

        assertThat(job.regions()).containsExactlyInAnyOrder(region, elsewhere);
        assertThat(job.activities()).containsExactly(Activity.TRAINING, Activity.DEPLOYMENT);
        assertThat(job.nodes()).isEqualTo(3);
        assertThat(job.startedAt()).isEqualTo(START);
        assertThat(job.endedAt()).isEqualTo(START.plus(Duration.ofHours(5)));
        assertThat(job.runTime()).isEqualTo(Duration.ofHours(7));
        assertThat(job.nodeSeconds()).isEqualTo(17 * 3600);
        assertThat(job.deductedNodeSeconds()).isEqualTo(8 * 3600);
        assertThat(job.chargedNodeSeconds()).isEqualTo(9 * 3600);
        assertThat(job.charged().amount()).isEqualByComparingTo("190.80");
        assertThat(world.asSystem(
                        () -> jobs.list(account, new JobFilter(null, "JOB", elsewhere, v100, START, null, true, null))
                                .count()))
                .isEqualTo(1);
    }

    @Test
    void readsAPageWithAFixedNumberOfStatements() {
        for (var number = 0; number < 30; number++) {
            run(region, Activity.TRAINING, "job-" + number, 1, number % 5, 6);
        }

        var page = readPage(25);

        assertThat(page.getContent()).hasSize(25);
        assertThat(page.getTotalElements()).isEqualTo(30);
        assertThat(countStatements(() -> readPage(25)))
                .isEqualTo(countStatements(() -> readPage(1)))
                .isLessThanOrEqualTo(MAX_STATEMENTS_FOR_A_PAGE);
    }

    private Page<JobUsage> readPage(int size) {
        return world.asSystem(() -> jobs.list(account, JobFilter.ALL).page(PageRequest.of(0, size)));
    }

    private long countStatements(Runnable work) {
        var before = statements.executions();
        work.run();
        return statements.executions() - before;
    }

    @Test
    void streamsAllJobsInOrder() {
        for (var number = 0; number < 7; number++) {
            run(region, Activity.TRAINING, "job-" + number, 1, 0, number + 1);
        }
        var seen = new ArrayList<String>();

        world.asSystem(() -> {
            jobs.list(account, JobFilter.ALL).forEach(job -> seen.add(job.job()));
            return account;
        });

        assertThat(seen).containsExactly("job-6", "job-5", "job-4", "job-3", "job-2", "job-1", "job-0");
    }

    @Test
    void letsOnlyReadersOfTheAccountReadItsJobs() {
        run(region, Activity.TRAINING, "job", 1, 0, 1);
        var other = new Caller("Li Wei", Role.CUSTOMER, world.accountNamed("Borealis Labs"));

        assertThat(world.as(
                        new Caller("Sam", Role.SUPPORT, null),
                        () -> jobs.list(account, JobFilter.ALL).count()))
                .isEqualTo(1);
        assertThatThrownBy(() -> world.as(other, () -> jobs.list(account, JobFilter.ALL)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> world.as(other, () -> jobs.get(account, "job")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> world.as(other, () -> jobs.listPieces(account, "job")))
                .isInstanceOf(ProblemException.class);
    }

    private void run(String where, Activity activity, String job, int nodes, int fromHour, int toHour) {
        world.run(
                account,
                where,
                Pool.PUBLIC,
                v100,
                activity,
                job,
                nodes,
                START.plus(Duration.ofHours(fromHour)),
                START.plus(Duration.ofHours(toHour)));
    }
}
