package io.drawdown.api;

import io.drawdown.catalog.model.Activity;
import io.drawdown.quota.forecast.Depletion;
import io.drawdown.quota.packages.Quota;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The quota of an account in one kind, and when it will be used up. */
record QuotaBody(
        String region,
        String specification,
        Set<Activity> activities,
        long totalNodeSeconds,
        long remainingNodeSeconds,
        int packages,
        RunsOut runsOut) {

    record RunsOut(
            @Nullable Instant atPresentBurn, @Nullable Range atTrailingWeek) {

        static RunsOut of(io.drawdown.quota.forecast.DepletionForecast runsOut) {
            var week = runsOut.atTrailingWeekRate();
            return new RunsOut(
                    instant(runsOut.atCurrentRate()),
                    week == null
                            ? null
                            : new Range(
                                    week.earliest().at(),
                                    week.likely().at(),
                                    week.latest().at()));
        }

        private static @Nullable Instant instant(@Nullable Depletion ending) {
            return ending == null ? null : ending.at();
        }
    }

    record Range(Instant earliest, Instant likely, Instant latest) {}

    static QuotaBody of(Quota quota, io.drawdown.quota.forecast.DepletionForecast runsOut) {
        return new QuotaBody(
                quota.region(),
                quota.specification(),
                quota.activities(),
                quota.totalNodeSeconds(),
                quota.remainingNodeSeconds(),
                quota.packages(),
                RunsOut.of(runsOut));
    }
}
