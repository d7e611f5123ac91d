package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.Validation;
import io.drawdown.quota.DryRun;
import io.drawdown.quota.Packages;
import io.drawdown.quota.engine.RunningUsage;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.spi.RunningJob;
import io.drawdown.usage.estimate.Estimate;
import io.drawdown.usage.estimate.JobPlan;
import io.drawdown.usage.settlement.CatalogLookup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Estimates what packages would cover of a job that isn't started yet, and what the rest would cost. */
@Service
public class Estimates {

    /** The maximum number of nodes of an estimated job. */
    public static final long MAX_NODES = 1_000_000;

    /** The maximum number of hours of an estimated job: 365 days. */
    public static final long MAX_HOURS = 8760;

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(NodeSeconds.PER_NODE_HOUR);

    private final Access access;
    private final CatalogLookup catalogLookup;
    private final DryRun dryRun;
    private final Packages packages;
    private final Clock clock;

    Estimates(Access access, CatalogLookup catalogLookup, DryRun dryRun, Packages packages, Clock clock) {
        this.access = access;
        this.catalogLookup = catalogLookup;
        this.dryRun = dryRun;
        this.packages = packages;
        this.clock = clock;
    }

    /**
     * Estimates a job that starts now while the running jobs continue. The result holds if nothing else is started,
     * stopped or bought (R8 to R13, R16). It takes no locks and writes nothing.
     */
    @Transactional(readOnly = true)
    public Estimate estimate(String account, JobPlan plan) {
        var payer = access.requireRead(account);
        var usage = toUsage(plan);
        var perNodeHour = catalogLookup.snapshot(Set.of(usage.specification())).priceOf(payer, usage, "");
        var parts = drawPlannedJob(account, usage, perNodeHour);
        var charged = parts.stream().filter(part -> part.amount() != null).toList();
        var chargedNodeSeconds =
                charged.stream().mapToLong(Estimate.Part::nodeSeconds).sum();
        return new Estimate(
                usage.nodeSeconds(),
                usage.nodeSeconds() - chargedNodeSeconds,
                chargedNodeSeconds,
                usage.start(),
                usage.end(),
                charged.isEmpty() ? null : charged.getFirst().from(),
                perNodeHour.normalized(),
                charged.stream()
                        .map(Estimate.Part::amount)
                        .reduce(Money.zero(payer.currency()), Money::plus)
                        .rounded(),
                parts);
    }

    private List<Estimate.Part> drawPlannedJob(String account, Usage usage, Money perNodeHour) {
        var settled = dryRun.settle(new RunningJob(
                account,
                "planned",
                new RunningUsage(
                        usage.region(),
                        usage.pool(),
                        usage.specification(),
                        usage.activity(),
                        usage.nodes(),
                        usage.start(),
                        usage.end()),
                usage.start(),
                perNodeHour));
        var giving = settled.stream()
                .map(one -> toId(one.share().packageId()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var titles = packages.titlesById(account, giving);
        return settled.stream().map(one -> toPart(one, titles, perNodeHour)).toList();
    }

    private static Estimate.Part toPart(DryRun.ExplainedShare settled, Map<String, String> titles, Money perNodeHour) {
        var usageShare = settled.share();
        var why = settled.why();
        var giving = toId(usageShare.packageId());
        return new Estimate.Part(
                giving,
                giving == null ? null : titles.get(giving),
                usageShare.from(),
                usageShare.to(),
                usageShare.nodeSeconds(),
                why == null ? null : why.reason(),
                why == null ? null : toId(why.because()),
                why == null ? null : perNodeHour.forNodeSeconds(usageShare.nodeSeconds()));
    }

    private Usage toUsage(JobPlan plan) {
        var seconds = plan.hours() == null ? 0 : toSeconds(plan.hours());
        new Validation()
                .code("region", plan.region())
                .present("pool", plan.pool())
                .code("specification", plan.specification())
                .present("activity", plan.activity())
                .range("nodes", plan.nodes(), 1, MAX_NODES)
                .require(seconds >= 1, "hours", "must be hours such as 12.5, from a second (0.00028) to " + MAX_HOURS)
                .throwIfInvalid();
        var start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Usage(
                Objects.requireNonNull(plan.region()),
                Objects.requireNonNull(plan.pool()),
                Objects.requireNonNull(plan.specification()),
                Objects.requireNonNull(plan.activity()),
                Objects.requireNonNull(plan.nodes()),
                start,
                start.plusSeconds(seconds));
    }

    /**
     * Converts hours to whole seconds (R1); 0 for hours that can't be estimated. It rounds to the millisecond before
     * it cuts fractions off, since few whole seconds are exact in decimal hours.
     */
    private static long toSeconds(BigDecimal hours) {
        return hours.signum() < 0 || hours.compareTo(BigDecimal.valueOf(MAX_HOURS)) > 0
                ? 0
                : hours.multiply(SECONDS_PER_HOUR)
                        .setScale(3, RoundingMode.HALF_EVEN)
                        .longValue();
    }

    private static @Nullable String toId(@Nullable Long packageId) {
        return packageId == null ? null : packageId.toString();
    }
}
