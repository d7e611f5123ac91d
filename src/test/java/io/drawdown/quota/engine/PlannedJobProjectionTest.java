package io.drawdown.quota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a job would be given beside others. */
class PlannedJobProjectionTest {

    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void givesNothingFromAPackageThatRunningJobsUseUpFirst() {
        var terms = new Terms(1, false, "north", "v100", EnumSet.allOf(Activity.class), T, T.plusSeconds(1000), T);
        var running = new RunningUsage("north", Pool.PUBLIC, "v100", Activity.TRAINING, 20, T, null);
        var planned = new RunningUsage("north", Pool.PUBLIC, "v100", Activity.TRAINING, 1, T, T.plusSeconds(5));
        var runProjection = new RunProjection(
                T,
                List.of(new RunProjection.Balance(terms, 10)),
                List.of(running, planned),
                List.of(),
                new SettlementSchedule(7, ZoneOffset.UTC));
        var usage = planned.between(T, T.plusSeconds(5));

        var outcome = PlannedJobProjection.project(runProjection, 1, usage, List.of(terms));

        assertThat(outcome.deductions()).isEmpty();
        assertThat(outcome.uncovered()).containsExactly(new UncoveredPiece(usage.pieceBetween(T, T.plusSeconds(5)), 5));
    }
}
