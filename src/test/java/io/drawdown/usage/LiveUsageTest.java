package io.drawdown.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.history.DayUsage;
import io.drawdown.usage.history.MonthUsage;
import io.drawdown.usage.settlement.RunScenario;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** What running jobs have used since they were last settled, in the usage of days and months. */
@DrawdownTest
@Tag("dialect")
class LiveUsageTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    /** An hour before midnight and before December in the account's zone, Asia/Shanghai. */
    private static final Instant LAST_HOUR = Instant.parse("2026-11-30T15:00:00Z");

    @Autowired
    ObjectProvider<RunScenario> scenarios;

    @Autowired
    UsageHistory history;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    private RunScenario scenario;

    @BeforeEach
    void setUp() {
        scenario = scenarios.getObject();
    }

    @Test
    void countsWhatIsNotSettledYet() {
        scenario.buy(1);
        scenario.settle(scenario.started("train", 4, TestClock.START));
        clock.advance(Duration.ofMinutes(20));

        assertThat(days().getLast()).isEqualTo(new DayUsage(LocalDate.of(2026, 11, 22), 3600, 1200));
        var month = month(NOVEMBER);
        assertThat(month.deductedNodeSeconds()).isEqualTo(3600);
        assertThat(month.chargedNodeSeconds()).isEqualTo(1200);
        assertThat(month.savings().amount()).isEqualByComparingTo("3.60");
        assertThat(month(YearMonth.of(2026, 10)).deductedNodeSeconds()).isZero();

        scenario.catchUp();
        assertThat(days().getLast()).as("settled").isEqualTo(new DayUsage(LocalDate.of(2026, 11, 22), 3600, 1200));
        assertThat(month(NOVEMBER)).isEqualTo(month);
    }

    @Test
    void dividesItBetweenDaysAndMonths() {
        clock.set(LAST_HOUR);
        scenario.buy(1);
        scenario.settle(scenario.started("train", 1, LAST_HOUR));
        clock.set(LAST_HOUR.plus(Duration.ofHours(2)));

        assertThat(days().subList(28, 30))
                .containsExactly(
                        new DayUsage(LocalDate.of(2026, 11, 30), 3600, 0),
                        new DayUsage(LocalDate.of(2026, 12, 1), 0, 3600));
        assertThat(month(NOVEMBER).deductedNodeSeconds()).isEqualTo(3600);
        assertThat(month(NOVEMBER).chargedNodeSeconds()).isZero();
        assertThat(month(YearMonth.of(2026, 12)).chargedNodeSeconds()).isEqualTo(3600);
    }

    private List<DayUsage> days() {
        return world.asSystem(() -> history.listDays(scenario.account, 30));
    }

    private MonthUsage month(YearMonth month) {
        return world.asSystem(() -> history.getMonth(scenario.account, month));
    }
}
