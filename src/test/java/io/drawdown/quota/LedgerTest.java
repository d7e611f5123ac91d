package io.drawdown.quota;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.usage.settlement.RunScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@DrawdownTest
@Tag("dialect")
class LedgerTest {

    private static final Duration SIX_HOURS = Duration.ofHours(6);
    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Test
    void catchesUpAtMostTheGivenTimePerCall() {
        var story = stories.getObject();
        story.settle(story.started("train", 1, START));
        clock.advance(Duration.ofHours(15));

        assertThat(catchUp(story)).isTrue();
        assertThat(settledUntil(story))
                .isBetween(START.plus(SIX_HOURS), START.plus(SIX_HOURS).plus(HOUR));
        assertThat(catchUp(story)).isTrue();
        assertThat(catchUp(story)).isFalse();
        assertThat(settledUntil(story)).isAfter(clock.instant().minus(HOUR));
        assertThat(catchUp(story)).as("nothing is due").isFalse();
    }

    private boolean catchUp(RunScenario story) {
        return Boolean.TRUE.equals(transaction.execute(status -> ledger.catchUp(List.of(story.account), SIX_HOURS)));
    }

    private static Instant settledUntil(RunScenario story) {
        return story.usage().getLast().endedAt();
    }
}
