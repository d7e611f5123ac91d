package io.drawdown.usage;

import static io.drawdown.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.integrity.Integrity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** What starts and stops of jobs come to (R16). */
@DrawdownTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsTest {

    @Autowired
    ObjectProvider<RunStory> stories;

    @Autowired
    Integrity integrity;

    @Autowired
    Fixture fixture;

    private RunStory story;
    private String bought;

    @BeforeEach
    void begin() {
        story = stories.getObject();
        bought = story.buy(1);
    }

    @AfterAll
    void isSound() {
        assertThat(fixture.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void areSettledWhenTheyStop() {
        assertThat(story.answer(story.started("train", 4, START))).isEqualTo("ACCEPTED");
        story.pass(Duration.ofSeconds(100));
        assertThat(story.answer(story.stopped("train", at(100)))).isEqualTo("ACCEPTED");

        assertThat(story.records()).containsExactly("train 4 × [0, 100) 400+0");
        assertThat(story.settled(bought)).isEqualTo(3200);
    }

    @Test
    void areSettledAtTheSecondInWhichAPackageIsExhausted() {
        story.settle(story.started("train", 7, START));
        story.pass(Duration.ofMinutes(30));

        assertThat(story.records())
                .as("20 % after 412 seconds, 0 after 515")
                .startsWith("train 7 × [0, 412) 2884+0", "train 7 × [412, 515) 716+5");
        assertThat(story.settled(bought)).isZero();
    }

    @Test
    void anEarlierStopTakesBackWhatIsSettledPastIt() {
        story.settle(story.started("train", 1, START));
        story.pass(Duration.ofMinutes(50));
        story.catchUp();
        assertThat(story.settled(bought)).isEqualTo(600);

        assertThat(story.answer(story.stopped("train", at(1000)))).isEqualTo("ACCEPTED");

        assertThat(story.settled(bought)).isEqualTo(2600);
        assertThat(story.records()).last().isEqualTo("train 1 × [0, 1000) 1000+0");
    }

    @Test
    void aLateStartIsALateRecord() {
        story.pass(Duration.ofSeconds(500));
        story.settle(story.started("late", 2, at(100)));

        assertThat(story.records()).containsExactly("late 2 × [100, 500) 800+0");
    }

    @Test
    void aStopWaitsForItsStart() {
        story.pass(Duration.ofSeconds(500));
        assertThat(story.answer(story.stopped("train", at(300)))).isEqualTo("ACCEPTED");
        assertThat(story.answer(story.started("train", 1, at(100)))).isEqualTo("ACCEPTED");

        assertThat(story.records()).containsExactly("train 1 × [100, 300) 200+0");
        assertThat(story.answer(story.started("train", 1, at(300))))
                .as("a run anew")
                .isEqualTo("ACCEPTED");
    }

    @Test
    void aStopEndsTheRunThatGoesOnRatherThanTheEmptyOneBeforeIt() {
        for (var number = 0; number < 5; number++) {
            var job = "train-" + number;
            story.settle(
                    story.started(job, 1, START),
                    story.stopped(job, START),
                    story.started(job, 1, START),
                    story.stopped(job, START));
        }
        story.pass(Duration.ofSeconds(10));
        story.catchUp();

        assertThat(story.records()).isEmpty();
    }

    @Test
    void refusesAStartInsideARunAndAStopBeforeIt() {
        story.pass(Duration.ofSeconds(500));
        story.settle(story.started("train", 1, at(100)));

        assertThat(story.answer(story.started("train", 1, at(200)))).isEqualTo("REJECTED data.startedAt");
        assertThat(story.answer(story.started("train", 1, at(50)))).isEqualTo("REJECTED data.startedAt");
        assertThat(story.answer(story.stopped("train", at(99)))).isEqualTo("REJECTED data.stoppedAt");
        assertThat(story.records()).containsExactly("train 1 × [100, 500) 400+0");
    }

    @Test
    void saysHowToReportARunThatWasMissedBeforeAnother() {
        story.pass(Duration.ofSeconds(500));
        story.settle(story.started("train", 1, at(100)));

        assertThat(refusal(story.started("train", 1, at(50)))).endsWith("Report what it ran as a usage record.");
        story.settle(story.stopped("train", at(200)));
        assertThat(refusal(story.started("train", 1, at(50)))).endsWith("Send that stop first.");
        assertThat(story.answer(story.stopped("train", at(80)))).isEqualTo("ACCEPTED");
        assertThat(story.answer(story.started("train", 1, at(50)))).isEqualTo("ACCEPTED");
        assertThat(story.records()).containsExactly("train 1 × [100, 200) 100+0", "train 1 × [50, 80) 30+0");
    }

    @Test
    void voidingAStartTakesTheWholeRunBack() {
        var start = story.started("train", 1, START);
        story.settle(start);
        story.pass(Duration.ofHours(3));
        assertThat(story.usage()).hasSizeGreaterThan(3);

        assertThat(story.answer(story.voided(start))).isEqualTo("ACCEPTED");
        assertThat(story.answer(story.voided(start))).isEqualTo("DUPLICATE");

        assertThat(story.records()).isEmpty();
        assertThat(story.settled(bought)).isEqualTo(3600);
        story.pass(Duration.ofHours(3));
        assertThat(story.records()).isEmpty();
    }

    @Test
    void severalThatRunAreSettledInTheOrderOfTheirStarts() {
        story.settle(story.started("b", 1, START), story.started("a", 1, START));
        story.pass(Duration.ofSeconds(10));
        story.settle(story.recorded(1, START, at(10)));

        assertThat(story.records())
                .isEqualTo(List.of("a 1 × [0, 10) 10+0", "b 1 × [0, 10) 10+0", "batch 1 × [0, 10) 10+0"));
    }

    private String refusal(UsageEvent event) {
        return Objects.requireNonNull(story.settle(event).getFirst().problem()).detail();
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
