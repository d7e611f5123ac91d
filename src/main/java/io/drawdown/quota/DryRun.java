package io.drawdown.quota;

import io.drawdown.quota.engine.Beside;
import io.drawdown.quota.engine.Share;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.engine.Why;
import io.drawdown.quota.internal.PackageRow;
import io.drawdown.quota.internal.QuotaTables;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Draws down as the ledger would, and leaves no trace: nothing is locked, nothing written, nobody told. */
@Service
public class DryRun {

    private final QuotaTables tables;
    private final Course course;

    DryRun(QuotaTables tables, Course course) {
        this.tables = tables;
        this.course = course;
    }

    /** A share of the stretch of running, and, if no package gives it, why (R13). */
    public record Part(Share share, @Nullable Why why) {}

    /**
     * Who would pay for a job that started now, while the account's running jobs run on. The caller has checked that whoever
     * asks may read the account.
     *
     * @param planned the job, with the stop at which it would end
     * @throws ArithmeticException if its node-seconds overflow (R1)
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<Part> settle(RunningJob planned) {
        var burn = planned.burn();
        var usage = burn.between(burn.from(), Objects.requireNonNull(burn.until()));
        var heading = course.of(planned.account(), planned);
        var terms = tables.all(List.of(planned.account())).stream()
                .map(PackageRow::terms)
                .sorted(Terms.ORDER)
                .toList();
        var outcome = Beside.settle(heading.forward(), heading.jobs().size() - 1, usage, terms);
        return Share.of(usage, outcome).stream()
                .map(share ->
                        new Part(share, share.packageId() == null ? Why.uncovered(usage, share.piece(), terms) : null))
                .toList();
    }
}
