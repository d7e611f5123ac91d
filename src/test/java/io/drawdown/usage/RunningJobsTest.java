package io.drawdown.usage;

import static io.drawdown.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.quota.engine.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** Jobs as they are listed while they run (R16). */
@DrawdownTest
class RunningJobsTest {

    @Autowired
    ObjectProvider<RunStory> stories;

    @Autowired
    Fixture fixture;

    @Autowired
    Jobs jobs;

    @Autowired
    TestClock clock;

    private RunStory story;
    private String bought;

    @BeforeEach
    void begin() {
        story = stories.getObject();
        bought = story.buy(1);
    }

    @Test
    void isListedAsSoonAsItHasStarted() {
        story.settle(story.started("train", 4, START));

        assertThat(all()).singleElement().satisfies(job -> {
            assertThat(job.nodeSeconds()).isZero();
            assertThat(job.regions()).containsExactly(story.region);
            assertThat(job.now()).isEqualTo(new JobUsage.Now(START, 4, Set.of(bought), false));
        });
        assertThat(get("train")).isEqualTo(all().getFirst());
    }

    @Test
    void growsWithEachSecondToWhatIsSettled() {
        story.settle(story.started("train", 4, START));
        clock.advance(Duration.ofSeconds(850));
        assertThat(get("train"))
                .extracting(JobUsage::deductedNodeSeconds, JobUsage::chargedNodeSeconds)
                .containsExactly(3400L, 0L);
        clock.advance(Duration.ofSeconds(100));

        var seen = get("train");
        assertThat(seen.now()).isEqualTo(new JobUsage.Now(START, 4, Set.of(), true));
        assertThat(seen.charged()).isEqualTo(Money.of("0.20", "CNY"));
        assertThat(seen.running()).isEqualTo(Duration.ofSeconds(950));
        assertThat(all()).containsExactly(seen);

        story.pass(Duration.ZERO);
        assertThat(story.usage()).as("settled at the instants in between").hasSizeGreaterThan(1);
        assertThat(get("train")).isEqualTo(seen);
        story.settle(story.stopped("train", clock.instant()));
        assertThat(get("train"))
                .usingRecursiveComparison()
                .ignoringFields("now")
                .isEqualTo(seen);
        assertThat(get("train").now()).isNull();
    }

    @Test
    void runningOnesComeFirstAndCanBeFilteredAndSorted() {
        story.settle(story.started("a", 1, START), story.started("b", 2, START), story.started("c", 3, START));
        story.pass(Duration.ofSeconds(10));
        story.settle(story.stopped("a", clock.instant()), story.recorded(1, START, START.plusSeconds(10)));
        story.pass(Duration.ofSeconds(10));
        story.settle(story.stopped("b", clock.instant()));

        assertThat(names(JobFilter.ALL)).containsExactly("c", "b", "a", "batch");
        assertThat(names(state(JobState.RUNNING))).containsExactly("c");
        assertThat(names(state(JobState.FINISHED))).containsExactly("b", "a", "batch");
        clock.advance(Duration.ofSeconds(30));
        assertThat(fixture.asSystem(
                        () -> jobs.list(story.account, JobFilter.ALL).rows(0, 10, Sort.by("nodeSeconds"))))
                .extracting(JobUsage::job, JobUsage::nodeSeconds)
                .containsExactly(tuple("a", 10L), tuple("batch", 10L), tuple("b", 40L), tuple("c", 150L));
        assertThat(names(new JobFilter(
                        null,
                        "C",
                        story.region,
                        story.specification,
                        clock.instant().minusSeconds(1),
                        null,
                        false,
                        null)))
                .containsExactly("c");
    }

    @Test
    void aJobThatRunsAgainIsOneJob() {
        story.settle(story.started("train", 1, START));
        story.pass(Duration.ofSeconds(10));
        story.settle(story.stopped("train", clock.instant()));
        story.pass(Duration.ofSeconds(100));
        story.settle(story.started("train", 3, clock.instant()));
        clock.advance(Duration.ofSeconds(10));

        assertThat(all()).singleElement().satisfies(job -> {
            assertThat(job.nodeSeconds()).isEqualTo(40);
            assertThat(job.nodes()).isEqualTo(3);
            assertThat(job.startedAt()).isEqualTo(START);
            assertThat(job.running()).isEqualTo(Duration.ofSeconds(20));
            assertThat(job.now().since()).isEqualTo(START.plusSeconds(110));
        });
        assertThat(get("train")).isEqualTo(all().getFirst());
    }

    @Test
    void aRunThatWasTakenBackIsVoided() {
        var start = story.started("train", 1, START);
        story.settle(start);
        story.pass(Duration.ofSeconds(10));
        story.settle(story.voided(start));

        assertThat(all()).isEmpty();
        assertThat(get("train")).extracting(JobUsage::voided, JobUsage::now).containsExactly(true, null);
    }

    @Test
    void oneThatStoppedAtOnceHasAPage() {
        story.settle(story.started("train", 1, START), story.stopped("train", START));

        assertThat(get("train"))
                .extracting(JobUsage::nodeSeconds, JobUsage::now)
                .containsExactly(0L, null);
    }

    @Test
    void areNotForOthersToSee() {
        story.settle(story.started("train", 1, START));
        var stranger = new Caller("a stranger", Role.CUSTOMER, stories.getObject().account);

        assertThatThrownBy(() -> fixture.as(stranger, () -> jobs.byName(story.account, List.of("train"))))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> fixture.as(stranger, () -> jobs.get(story.account, "train")))
                .isInstanceOf(ProblemException.class);
        assertThat(fixture.as(
                        stranger,
                        () -> jobs.list(stranger.account(), JobFilter.ALL).count()))
                .isZero();
    }

    private List<JobUsage> all() {
        return fixture.asSystem(() ->
                jobs.list(story.account, JobFilter.ALL).page(Pageable.unpaged()).getContent());
    }

    private List<String> names(JobFilter filter) {
        var list = fixture.asSystem(() -> jobs.list(story.account, filter));
        var names = fixture.asSystem(
                () -> list.page(Pageable.unpaged()).map(JobUsage::job).getContent());
        assertThat(fixture.asSystem(list::count)).isEqualTo(names.size());
        return names;
    }

    private static JobFilter state(JobState state) {
        return new JobFilter(state, null, null, null, null, null, false, (Reason) null);
    }

    private JobUsage get(String job) {
        return fixture.asSystem(() -> jobs.get(story.account, job));
    }
}
