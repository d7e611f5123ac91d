package io.drawdown.quota.forecast;

import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.engine.RunProjection;
import io.drawdown.quota.engine.RunningUsage;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.SettledPackage;
import io.drawdown.quota.spi.RunningJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forecast for an account if the jobs that run at an instant continue and nothing else happens. */
public final class CurrentRateForecast {

    private final List<RunningJob> jobs;
    private final List<Terms> packages;
    private final RunProjection projection;
    private @Nullable DepletionTimes depletionTimes;

    private CurrentRateForecast(List<RunningJob> jobs, List<Terms> packages, RunProjection projection) {
        this.jobs = jobs;
        this.packages = packages;
        this.projection = projection;
    }

    /** Forecasts from an instant on, or from the instant up to which the account is settled if that is later. */
    public static CurrentRateForecast of(ProjectionInput projectionInput, Instant at) {
        var runProjection = projectionInput.projection().copy();
        runProjection.advanceTo(at);
        var goOn = projectionInput.jobs().stream()
                .map(RunningJob::usage)
                .filter(runningUsage -> isStillRunning(runningUsage, runProjection.at()))
                .toList();
        return new CurrentRateForecast(
                projectionInput.jobs(),
                projectionInput.packages().stream()
                        .map(SettledPackage::terms)
                        .filter(terms -> goOn.stream()
                                .anyMatch(runningUsage ->
                                        terms.matches(runningUsage.between(runProjection.at(), runProjection.at()))))
                        .toList(),
                runProjection);
    }

    /** Returns when a package will be depleted; null if no job draws from it, or it has expired. */
    public @Nullable Depletion depletionOf(String packageId) {
        return depletionTimes().depletionOf(packageId);
    }

    /**
     * Returns when a kind will be depleted, including packages that become effective before; null if no job draws
     * from it.
     */
    public @Nullable Depletion depletionOf(PackageKind packageKind) {
        return depletionTimes().depletionOf(packageKind);
    }

    /**
     * Returns what the jobs that a kind covers will cost pay-per-use in the next hour, each at its own price (R6),
     * rounded to the currency's digits; null if there are none.
     */
    public @Nullable Money nextHourCost(PackageKind packageKind) {
        var hour = projection.at().plus(Duration.ofHours(1));
        var after = projection.copy();
        after.advanceTo(hour);
        @Nullable Money cost = null;
        for (var index = 0; index < jobs.size(); index++) {
            var job = jobs.get(index);
            var running = job.usage().between(projection.at(), hour);
            if (covers(packageKind, job.usage())
                    && NodeSeconds.of(running.nodes(), running.start(), running.end()) > 0) {
                var ofJob = job.perNodeHour()
                        .forNodeSeconds(after.uncoveredNodeSeconds(index) - projection.uncoveredNodeSeconds(index));
                cost = cost == null ? ofJob : cost.plus(ofJob);
            }
        }
        return cost == null ? null : cost.rounded();
    }

    /** Returns the instant from which the forecast looks ahead. */
    public Instant at() {
        return projection.at();
    }

    /** Returns what remains of a package at that instant, in node-seconds. */
    public long remainingNodeSeconds(long packageId) {
        return projection.remainingNodeSeconds(packageId);
    }

    DepletionTimes depletionTimes() {
        if (depletionTimes == null) {
            depletionTimes = DepletionTimes.project(packages, projection.copy());
        }
        return depletionTimes;
    }

    private static boolean isStillRunning(RunningUsage runningUsage, Instant at) {
        var until = runningUsage.until();
        return until == null || until.isAfter(at);
    }

    private static boolean covers(PackageKind packageKind, RunningUsage runningUsage) {
        return runningUsage.pool() == Pool.PUBLIC
                && packageKind.region().equals(runningUsage.region())
                && packageKind.specification().equals(runningUsage.specification())
                && packageKind.activities().contains(runningUsage.activity());
    }
}
