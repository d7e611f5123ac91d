package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.Access;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.ConsoleWorld;
import io.drawdown.quota.LiveBalances;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.Fixture;
import io.drawdown.testing.TestClock;
import io.drawdown.usage.history.JobFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

@DrawdownTest
@Tag("dialect")
class JobsTest {

    private static final Instant START = TestClock.START;

    @Autowired
    private Jobs jobs;

    @Autowired
    private ConsoleWorld consoleWorld;

    @Autowired
    private Fixture fixture;

    @Autowired
    private Access access;

    @Autowired
    private LiveBalances liveBalances;

    @Autowired
    private TestClock clock;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private SqlListing.Database database;

    private String account;
    private String region;
    private String elsewhere;
    private String v100;

    @BeforeEach
    void setUp() {
        clock.set(START);
        account = consoleWorld.account("Acme Vision Ltd");
        region = consoleWorld.region("Asia/Shanghai");
        elsewhere = consoleWorld.region("Asia/Shanghai");
        v100 = consoleWorld.specification("V100", region, elsewhere);
        consoleWorld.buy(account, consoleWorld.offer("V100 10 h", region, v100, 10), 1, null);
        clock.set(START.plus(Duration.ofDays(1)));
    }

    @Test
    void sumsAllUsageOfAJob() {
        run(region, Activity.TRAINING, "job", 2, 0, 4);
        run(elsewhere, Activity.DEPLOYMENT, "job", 3, 2, 5);

        var job = fixture.asSystem(() -> jobs.get(account, "job"));

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
        assertThat(fixture.asSystem(
                        () -> jobs.list(account, new JobFilter(null, "JOB", elsewhere, v100, START, null, true, null))
                                .count()))
                .isEqualTo(1);
    }

    @Test
    void readsAPageWithAFixedNumberOfStatements() {
        for (var number = 0; number < 30; number++) {
            run(region, Activity.TRAINING, "job-" + number, 1, number % 5, 6);
        }
        var statements = new AtomicInteger();
        // Outside of a transaction each statement takes a connection of its own.
        var counting = new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                statements.incrementAndGet();
                return super.getConnection();
            }
        };
        var counted = new Jobs(
                JdbcClient.create(counting),
                new SqlListing.Database(
                        new NamedParameterJdbcTemplate(counting),
                        database.readTransaction(),
                        database.streams(),
                        database.longestWait()),
                liveBalances,
                access,
                clock);

        var page = fixture.asSystem(() -> counted.list(account, JobFilter.ALL).page(PageRequest.of(0, 25)));

        assertThat(page.getContent()).hasSize(25);
        assertThat(page.getTotalElements()).isEqualTo(30);
        assertThat(statements).hasValueLessThanOrEqualTo(6);
    }

    @Test
    void streamsAllJobsInOrder() {
        for (var number = 0; number < 7; number++) {
            run(region, Activity.TRAINING, "job-" + number, 1, 0, number + 1);
        }
        var seen = new ArrayList<String>();

        fixture.asSystem(() -> {
            jobs.list(account, JobFilter.ALL).forEach(job -> seen.add(job.job()));
            return account;
        });

        assertThat(seen).containsExactly("job-6", "job-5", "job-4", "job-3", "job-2", "job-1", "job-0");
    }

    @Test
    void letsOnlyReadersOfTheAccountReadItsJobs() {
        run(region, Activity.TRAINING, "job", 1, 0, 1);
        var other = new Caller("Li Wei", Role.CUSTOMER, consoleWorld.account("Borealis Labs"));

        assertThat(fixture.as(
                        new Caller("Sam", Role.SUPPORT, null),
                        () -> jobs.list(account, JobFilter.ALL).count()))
                .isEqualTo(1);
        assertThatThrownBy(() -> fixture.as(other, () -> jobs.list(account, JobFilter.ALL)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> fixture.as(other, () -> jobs.get(account, "job")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> fixture.as(other, () -> jobs.listPieces(account, "job")))
                .isInstanceOf(ProblemException.class);
    }

    private void run(String where, Activity activity, String job, int nodes, int fromHour, int toHour) {
        consoleWorld.run(
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
