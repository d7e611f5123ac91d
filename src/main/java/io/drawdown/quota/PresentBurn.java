package io.drawdown.quota;

import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.Pool;
import io.drawdown.quota.engine.Burn;
import io.drawdown.quota.engine.Forward;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.internal.PackageRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of an account if the jobs that run at an instant run on and nothing else comes. */
public final class PresentBurn {

    private final List<RunningJob> jobs;
    private final List<Terms> packages;
    private final Forward forward;
    private @Nullable Endings endings;

    private PresentBurn(List<RunningJob> jobs, List<Terms> packages, Forward forward) {
        this.jobs = jobs;
        this.packages = packages;
        this.forward = forward;
    }

    /** From an instant on, or from where the account is settled if that is later. */
    static PresentBurn of(Course.Heading heading, Instant at) {
        var forward = heading.forward().copy();
        forward.moveTo(at);
        var goOn = heading.jobs().stream()
                .map(RunningJob::burn)
                .filter(burn -> goesOn(burn, forward.at()))
                .toList();
        return new PresentBurn(
                heading.jobs(),
                heading.packages().stream()
                        .map(PackageRow::terms)
                        .filter(terms ->
                                goOn.stream().anyMatch(burn -> terms.matches(burn.between(forward.at(), forward.at()))))
                        .toList(),
                forward);
    }

    /** When nothing is left of a package; null if no job draws from it, or it has expired. */
    public @Nullable Ending ending(String packageId) {
        return endings().of(packageId);
    }

    /** When nothing is left of a kind, those packages counted that become effective before; null if no job draws from it. */
    public @Nullable Ending ending(Kind kind) {
        return endings().of(kind);
    }

    /**
     * What the jobs that a kind covers will cost in the next hour, pay-per-use, each at its own price (R6), rounded to the
     * currency's digits; null if there are none.
     */
    public @Nullable Money nextHourCost(Kind kind) {
        var hour = forward.at().plus(Duration.ofHours(1));
        var after = forward.copy();
        after.moveTo(hour);
        @Nullable Money cost = null;
        for (var index = 0; index < jobs.size(); index++) {
            var job = jobs.get(index);
            var running = job.burn().between(forward.at(), hour);
            if (covers(kind, job.burn()) && NodeSeconds.of(running.nodes(), running.start(), running.end()) > 0) {
                var ofJob = job.perNodeHour().forNodeSeconds(after.uncovered(index) - forward.uncovered(index));
                cost = cost == null ? ofJob : cost.plus(ofJob);
            }
        }
        return cost == null ? null : cost.rounded();
    }

    /** The instant. */
    Instant at() {
        return forward.at();
    }

    /** What remains of a package at the instant, in node-seconds. */
    long remaining(long packageId) {
        return forward.remaining(packageId);
    }

    Endings endings() {
        if (endings == null) {
            endings = Endings.of(packages, forward.copy());
        }
        return endings;
    }

    private static boolean goesOn(Burn burn, Instant at) {
        var until = burn.until();
        return until == null || until.isAfter(at);
    }

    private static boolean covers(Kind kind, Burn burn) {
        return burn.pool() == Pool.PUBLIC
                && kind.region().equals(burn.region())
                && kind.specification().equals(burn.specification())
                && kind.activities().contains(burn.activity());
    }
}
