package io.drawdown.quota;

import io.drawdown.quota.engine.PlannedJobProjection;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.engine.UsageShare;
import io.drawdown.quota.engine.Why;
import io.drawdown.quota.internal.QuotaRepository;
import io.drawdown.quota.packages.SettledPackage;
import io.drawdown.quota.spi.RunningJob;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Draws down as the ledger would, without effects. It takes no locks, writes no rows and publishes no events. */
@Service
public class DryRun {

    private final QuotaRepository repository;
    private final ProjectionLoader projections;

    DryRun(QuotaRepository repository, ProjectionLoader projections) {
        this.repository = repository;
        this.projections = projections;
    }

    /** A share of a job's usage. A share that no package gives has the reason (R13). */
    public record ExplainedShare(UsageShare share, @Nullable Why why) {}

    /**
     * Returns the shares of a job that starts now, while the account's running jobs continue. The caller must have
     * checked that the user may read the account.
     *
     * @param planned the job, with the stop at which it would end
     * @throws ArithmeticException if its node-seconds overflow (R1)
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<ExplainedShare> settle(RunningJob planned) {
        var runningUsage = planned.usage();
        var usage = runningUsage.between(runningUsage.from(), Objects.requireNonNull(runningUsage.until()));
        var projectionInput = projections.load(planned.account(), planned);
        var terms = repository.findAll(List.of(planned.account())).stream()
                .map(SettledPackage::terms)
                .sorted(Terms.ORDER)
                .toList();
        var outcome = PlannedJobProjection.project(
                projectionInput.projection(), projectionInput.jobs().size() - 1, usage, terms);
        return UsageShare.of(usage, outcome).stream()
                .map(usageShare -> new ExplainedShare(
                        usageShare,
                        usageShare.packageId() == null ? Why.uncovered(usage, usageShare.piece(), terms) : null))
                .toList();
    }
}
