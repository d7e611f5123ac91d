package io.drawdown.usage;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.quota.engine.Reason;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.history.JobFilter;
import io.drawdown.usage.history.JobState;
import io.drawdown.usage.history.JobUsage;
import io.drawdown.usage.settlement.RunScenario;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** Jobs as they are listed while they run (R16). */
@DrawdownTest
@Tag("dialect")
class RunningJobsTest {

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    World world;

    @Autowired
    Jobs jobs;

    @Autowired
    TestClock clock;

    private RunScenario scenario;
    private String bought;

    @BeforeEach
    void setUp() {
        scenario = stories.getObject();
        bought = scenario.buy(1);
    }

    @Test
    void listsAJobAsSoonAsItStarts() {
        scenario.settle(scenario.started("train", 4, START));

        assertThat(all()).singleElement().satisfies(job -> {
            assertThat(job.nodeSeconds()).isZero();
            assertThat(job.regions()).containsExactly(scenario.region);
            assertThat(job.currentRun()).isEqualTo(new JobUsage.CurrentRun(START, 4, Set.of(bought), false));
        });
        assertThat(get("train")).isEqualTo(all().getFirst());
    }

    @Test
    void usageGrowsEachSecondUpToTheSettledAmount() {
        scenario.settle(scenario.started("train", 4, START));
        clock.advance(Duration.ofSeconds(850));
        assertThat(get("train"))
                .extracting(JobUsage::deductedNodeSeconds, JobUsage::chargedNodeSeconds)
                .containsExactly(3400L, 0L);
        clock.advance(Duration.ofSeconds(100));

        var seen = get("train");
        assertThat(seen.currentRun()).isEqualTo(new JobUsage.CurrentRun(START, 4, Set.of(), true));
        assertThat(seen.charged()).isEqualTo(Money.of("0.20", "CNY"));
        assertThat(seen.runTime()).isEqualTo(Duration.ofSeconds(950));
        assertThat(all()).containsExactly(seen);

        scenario.advance(Duration.ZERO);
        assertThat(scenario.usage()).as("settled at the instants in between").hasSizeGreaterThan(1);
        assertThat(get("train")).isEqualTo(seen);
        scenario.settle(scenario.stopped("train", clock.instant()));
        assertThat(get("train"))
                .usingRecursiveComparison()
                .ignoringFields("currentRun")
                .isEqualTo(seen);
        assertThat(get("train").currentRun()).isNull();
    }

    @Test
    void listsRunningJobsFirstAndFiltersAndSortsThem() {
        scenario.settle(
                scenario.started("a", 1, START), scenario.started("b", 2, START), scenario.started("c", 3, START));
        scenario.advance(Duration.ofSeconds(10));
        scenario.settle(scenario.stopped("a", clock.instant()), scenario.recorded(1, START, START.plusSeconds(10)));
        scenario.advance(Duration.ofSeconds(10));
        scenario.settle(scenario.stopped("b", clock.instant()));

        assertThat(names(JobFilter.ALL)).containsExactly("c", "b", "a", "batch");
        assertThat(names(state(JobState.RUNNING))).containsExactly("c");
        assertThat(names(state(JobState.FINISHED))).containsExactly("b", "a", "batch");
        clock.advance(Duration.ofSeconds(30));
        assertThat(world.asSystem(
                        () -> jobs.list(scenario.account, JobFilter.ALL).rows(0, 10, Sort.by("nodeSeconds"))))
                .extracting(JobUsage::job, JobUsage::nodeSeconds)
                .containsExactly(tuple("a", 10L), tuple("batch", 10L), tuple("b", 40L), tuple("c", 150L));
        assertThat(names(new JobFilter(
                        null,
                        "C",
                        scenario.region,
                        scenario.specification,
                        clock.instant().minusSeconds(1),
                        null,
                        false,
                        null)))
                .containsExactly("c");
    }

    @Test
    void jobThatRunsAgainIsOneJob() {
        scenario.settle(scenario.started("train", 1, START));
        scenario.advance(Duration.ofSeconds(10));
        scenario.settle(scenario.stopped("train", clock.instant()));
        scenario.advance(Duration.ofSeconds(100));
        scenario.settle(scenario.started("train", 3, clock.instant()));
        clock.advance(Duration.ofSeconds(10));

        assertThat(all()).singleElement().satisfies(job -> {
            assertThat(job.nodeSeconds()).isEqualTo(40);
            assertThat(job.nodes()).isEqualTo(3);
            assertThat(job.startedAt()).isEqualTo(START);
            assertThat(job.runTime()).isEqualTo(Duration.ofSeconds(20));
            assertThat(job.currentRun().startedAt()).isEqualTo(START.plusSeconds(110));
        });
        assertThat(get("train")).isEqualTo(all().getFirst());
    }

    @Test
    void jobWithAVoidedStartIsVoided() {
        var start = scenario.started("train", 1, START);
        scenario.settle(start);
        scenario.advance(Duration.ofSeconds(10));
        scenario.settle(scenario.voided(start));

        assertThat(all()).isEmpty();
        assertThat(get("train"))
                .extracting(JobUsage::voided, JobUsage::currentRun)
                .containsExactly(true, null);
    }

    @Test
    void findsAJobThatStoppedAtOnce() {
        scenario.settle(scenario.started("train", 1, START), scenario.stopped("train", START));

        assertThat(get("train"))
                .extracting(JobUsage::nodeSeconds, JobUsage::currentRun)
                .containsExactly(0L, null);
    }

    @Test
    void hidesJobsFromOtherAccounts() {
        scenario.settle(scenario.started("train", 1, START));
        var stranger = new Caller("a stranger", Role.CUSTOMER, stories.getObject().account);

        assertThatThrownBy(() -> world.as(stranger, () -> jobs.listByName(scenario.account, List.of("train"))))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> world.as(stranger, () -> jobs.get(scenario.account, "train")))
                .isInstanceOf(ProblemException.class);
        assertThat(world.as(
                        stranger,
                        () -> jobs.list(stranger.account(), JobFilter.ALL).count()))
                .isZero();
    }

    private List<JobUsage> all() {
        return world.asSystem(() -> jobs.list(scenario.account, JobFilter.ALL)
                .page(Pageable.unpaged())
                .getContent());
    }

    private List<String> names(JobFilter filter) {
        var list = world.asSystem(() -> jobs.list(scenario.account, filter));
        var names = world.asSystem(
                () -> list.page(Pageable.unpaged()).map(JobUsage::job).getContent());
        assertThat(world.asSystem(list::count)).isEqualTo(names.size());
        return names;
    }

    private static JobFilter state(JobState state) {
        return new JobFilter(state, null, null, null, null, null, false, (Reason) null);
    }

    private JobUsage get(String job) {
        return world.asSystem(() -> jobs.get(scenario.account, job));
    }
}
