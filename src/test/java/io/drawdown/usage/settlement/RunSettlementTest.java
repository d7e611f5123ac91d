package io.drawdown.usage.settlement;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import io.drawdown.usage.event.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** What starts and stops of jobs come to (R16). */
@DrawdownTest
@Tag("dialect")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunSettlementTest {

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    World world;

    private RunScenario scenario;
    private String bought;

    @BeforeEach
    void setUp() {
        scenario = stories.getObject();
        bought = scenario.buy(1);
    }

    @AfterAll
    void checkIntegrity() {
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void settlesARunWhenItStops() {
        assertThat(scenario.settleAndDescribe(scenario.started("train", 4, START)))
                .isEqualTo("ACCEPTED");
        scenario.advance(Duration.ofSeconds(100));
        assertThat(scenario.settleAndDescribe(scenario.stopped("train", at(100))))
                .isEqualTo("ACCEPTED");

        assertThat(scenario.records()).containsExactly("train 4 × [0, 100) 400+0");
        assertThat(scenario.settledRemainingNodeSeconds(bought)).isEqualTo(3200);
    }

    @Test
    void settlesAtTheSecondInWhichAPackageIsExhausted() {
        scenario.settle(scenario.started("train", 7, START));
        scenario.advance(Duration.ofMinutes(30));

        assertThat(scenario.records())
                .as("20 % after 412 seconds, 0 after 515")
                .startsWith("train 7 × [0, 412) 2884+0", "train 7 × [412, 515) 716+5");
        assertThat(scenario.settledRemainingNodeSeconds(bought)).isZero();
    }

    @Test
    void earlierStopReversesWhatIsSettledPastIt() {
        scenario.settle(scenario.started("train", 1, START));
        scenario.advance(Duration.ofMinutes(50));
        scenario.catchUp();
        assertThat(scenario.settledRemainingNodeSeconds(bought)).isEqualTo(600);

        assertThat(scenario.settleAndDescribe(scenario.stopped("train", at(1000))))
                .isEqualTo("ACCEPTED");

        assertThat(scenario.settledRemainingNodeSeconds(bought)).isEqualTo(2600);
        assertThat(scenario.records()).last().isEqualTo("train 1 × [0, 1000) 1000+0");
    }

    @Test
    void lateStartIsSettledLikeALateRecord() {
        scenario.advance(Duration.ofSeconds(500));
        scenario.settle(scenario.started("late", 2, at(100)));

        assertThat(scenario.records()).containsExactly("late 2 × [100, 500) 800+0");
    }

    @Test
    void stopWaitsForItsStart() {
        scenario.advance(Duration.ofSeconds(500));
        assertThat(scenario.settleAndDescribe(scenario.stopped("train", at(300))))
                .isEqualTo("ACCEPTED");
        assertThat(scenario.settleAndDescribe(scenario.started("train", 1, at(100))))
                .isEqualTo("ACCEPTED");

        assertThat(scenario.records()).containsExactly("train 1 × [100, 300) 200+0");
        assertThat(scenario.settleAndDescribe(scenario.started("train", 1, at(300))))
                .as("a run anew")
                .isEqualTo("ACCEPTED");
    }

    @Test
    void stopEndsTheRunningRunNotTheEmptyOneBeforeIt() {
        for (var number = 0; number < 5; number++) {
            var job = "train-" + number;
            scenario.settle(
                    scenario.started(job, 1, START),
                    scenario.stopped(job, START),
                    scenario.started(job, 1, START),
                    scenario.stopped(job, START));
        }
        scenario.advance(Duration.ofSeconds(10));
        scenario.catchUp();

        assertThat(scenario.records()).isEmpty();
    }

    @Test
    void rejectsAStartInsideARun() {
        scenario.advance(Duration.ofSeconds(500));
        scenario.settle(scenario.started("train", 1, at(100)));

        assertThat(refusal(scenario.started("train", 1, at(200)))).endsWith("send its stop first.");
        assertThat(scenario.records()).containsExactly("train 1 × [100, 500) 400+0");
    }

    @Test
    void rejectsAStartBeforeARunUntilTheStopBetweenThemComes() {
        scenario.advance(Duration.ofSeconds(500));
        scenario.settle(scenario.started("train", 1, at(100)));

        assertThat(refusal(scenario.started("train", 1, at(50))))
                .endsWith("Send that stop; this start then counts by itself.");
        assertThat(scenario.settleAndDescribe(scenario.stopped("train", at(80))))
                .isEqualTo("ACCEPTED");
        assertThat(scenario.records()).containsExactly("train 1 × [100, 500) 400+0", "train 1 × [50, 80) 30+0");
        assertThat(scenario.settleAndDescribe(scenario.stopped("train", at(200))))
                .isEqualTo("ACCEPTED");
        assertThat(scenario.records()).containsExactly("train 1 × [50, 80) 30+0", "train 1 × [100, 200) 100+0");
    }

    @Test
    void voidingAStartReversesTheWholeRun() {
        var start = scenario.started("train", 1, START);
        scenario.settle(start);
        scenario.advance(Duration.ofHours(3));
        assertThat(scenario.usage()).hasSizeGreaterThan(3);

        assertThat(scenario.settleAndDescribe(scenario.voided(start))).isEqualTo("ACCEPTED");
        assertThat(scenario.settleAndDescribe(scenario.voided(start))).isEqualTo("DUPLICATE");

        assertThat(scenario.records()).isEmpty();
        assertThat(scenario.settledRemainingNodeSeconds(bought)).isEqualTo(3600);
        scenario.advance(Duration.ofHours(3));
        assertThat(scenario.records()).isEmpty();
    }

    @Test
    void settlesRunsInTheOrderOfTheirStarts() {
        scenario.settle(scenario.started("b", 1, START), scenario.started("a", 1, START));
        scenario.advance(Duration.ofSeconds(10));
        scenario.settle(scenario.recorded(1, START, at(10)));

        assertThat(scenario.records())
                .isEqualTo(List.of("a 1 × [0, 10) 10+0", "b 1 × [0, 10) 10+0", "batch 1 × [0, 10) 10+0"));
    }

    private String refusal(UsageEvent event) {
        return Objects.requireNonNull(scenario.settle(event).getFirst().problem())
                .detail();
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
