package io.drawdown.quota;

import io.drawdown.quota.engine.DrawDown;
import io.drawdown.quota.engine.Share;
import io.drawdown.quota.engine.Terms;
import io.drawdown.quota.engine.Usage;
import io.drawdown.quota.engine.Why;
import io.drawdown.quota.internal.PackageRow;
import io.drawdown.quota.internal.QuotaTables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Draws down as the ledger would, and leaves no trace: nothing is locked, nothing written, nobody told. */
@Service
public class DryRun {

    private final QuotaTables tables;

    DryRun(QuotaTables tables) {
        this.tables = tables;
    }

    /** A share of the stretch of running, and, if no package gives it, why (R13). */
    public record Part(Share share, @Nullable Why why) {}

    /**
     * Who would pay for a stretch of running, from what is settled of the account's packages. The caller has checked that
     * whoever asks may read the account.
     *
     * @throws ArithmeticException if its node-seconds overflow (R1)
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<Part> settle(String account, Usage usage) {
        var packages = tables.all(List.of(account));
        var drawDown = new DrawDown();
        packages.forEach(one -> drawDown.add(one.terms(), one.total(), one.remaining()));
        var terms = packages.stream().map(PackageRow::terms).sorted(Terms.ORDER).toList();
        return Share.of(usage, drawDown.settle(usage)).stream()
                .map(share -> new Part(share, share.packageId() == null ? Why.uncovered(usage, share.piece(), terms) : null))
                .toList();
    }
}
