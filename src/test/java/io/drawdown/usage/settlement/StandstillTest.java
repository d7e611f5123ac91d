package io.drawdown.usage.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.quota.DueAccounts;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.StatementCounter;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The first request after a standstill of days: what was due is done before it, in transactions of limited length. */
@DrawdownTest
@Tag("dialect")
@Import(StatementCounter.class)
class StandstillTest {

    private static final int DAYS = 4;

    @Autowired
    ObjectProvider<RunScenario> scenarios;

    @Autowired
    DueAccounts dueAccounts;

    @Autowired
    StatementCounter statements;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Test
    void firstRequestSettlesInSteps() {
        var scenario = scenarios.getObject();
        var bought = scenario.buy(50);
        scenario.settle(scenario.started("train", 1, TestClock.START));
        clock.advance(Duration.ofDays(DAYS));
        var commits = statements.commits();

        assertThat(scenario.settleAndDescribe(scenario.stopped("train", clock.instant())))
                .isEqualTo("ACCEPTED");

        assertThat(statements.commits() - commits)
                .as("a transaction for six hours or a little more, and the request's own")
                .isGreaterThanOrEqualTo(DAYS * 3);
        assertThat(scenario.settledRemainingNodeSeconds(bought)).isZero();
        assertThat(scenario.usage().stream()
                        .mapToLong(entry -> entry.nodeSeconds())
                        .sum())
                .isEqualTo(Duration.ofDays(DAYS).toSeconds());
        assertThat(scenario.usage().stream()
                        .mapToLong(entry -> entry.chargedNodeSeconds())
                        .sum())
                .isEqualTo(Duration.ofDays(DAYS).toSeconds() - 50 * 3600);
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();
    }

    @Test
    void leavesTheSameRecordsAsTheBackgroundWork() {
        var scenario = scenarios.getObject();
        scenario.buy(50);
        scenario.settle(scenario.started("train", 2, TestClock.START));
        clock.advance(Duration.ofDays(DAYS));
        dueAccounts.catchUp();
        scenario.settle(scenario.stopped("train", clock.instant()));
        var expected =
                scenario.records().stream().map(StandstillTest::withoutBounds).toList();

        var other = scenarios.getObject();
        other.buy(50);
        other.settle(other.started("train", 2, TestClock.START));
        clock.advance(Duration.ofDays(DAYS));
        other.settle(other.stopped("train", clock.instant()));

        assertThat(other.records()).hasSizeGreaterThanOrEqualTo(DAYS * 24);
        assertThat(total(other.records().stream()
                        .map(StandstillTest::withoutBounds)
                        .toList()))
                .isEqualTo(total(expected));
    }

    /** What packages gave and what was charged, such as {@code 3600+0}. */
    private static String withoutBounds(String record) {
        return record.substring(record.lastIndexOf(' ') + 1);
    }

    private static long total(List<String> shares) {
        return shares.stream()
                .mapToLong(share -> Long.parseLong(share.substring(0, share.indexOf('+'))) * 1_000_000
                        + Long.parseLong(share.substring(share.indexOf('+') + 1)))
                .sum();
    }
}
