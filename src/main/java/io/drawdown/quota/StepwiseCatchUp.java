package io.drawdown.quota;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.quota.queue.OverdueWork;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings accounts that a request writes for up to date after a standstill, in transactions of limited length before
 * the request's own. What takes longer than a request may wait is left to the background work.
 */
@Component
class StepwiseCatchUp implements OverdueWork {

    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Duration longestCatchUp;

    StepwiseCatchUp(
            Ledger ledger,
            PlatformTransactionManager transactions,
            @Value("${drawdown.ledger.longest-catch-up:10s}") Duration longestCatchUp) {
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.longestCatchUp = longestCatchUp;
    }

    @Override
    public void doInSteps(Collection<String> accounts) {
        var end = System.nanoTime() + longestCatchUp.toNanos();
        for (var account : accounts.stream().sorted().toList()) {
            while (doStep(account)) {
                if (System.nanoTime() - end > 0) {
                    throw new ProblemException(
                            ProblemType.UNAVAILABLE,
                            "The account '" + account + "' is being brought up to date after a standstill, and that"
                                    + " takes a while. Nothing of the request was done; send it again later.");
                }
            }
        }
    }

    /** Does a limited amount of an account's due work. Returns whether more is due. */
    private boolean doStep(String account) {
        try {
            return Boolean.TRUE.equals(transaction.execute(
                    status -> ledger.catchUp(List.of(account), Ledger.MAX_CATCH_UP_PER_TRANSACTION)));
        } catch (RuntimeException failed) {
            throw Ledger.toHeldUpProblem(List.of(account), failed);
        }
    }
}
