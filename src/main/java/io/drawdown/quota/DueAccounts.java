package io.drawdown.quota;

import io.drawdown.base.ProblemException;
import io.drawdown.base.background.SecondTicker;
import io.drawdown.base.database.OutageClassifier;
import io.drawdown.quota.internal.DueAccountRepository;
import io.drawdown.quota.internal.DueAccountRepository.DueAccount;
import io.drawdown.quota.internal.FailingAccountRepository;
import io.drawdown.quota.ledger.FailingAccount;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for due accounts every second and brings their ledgers up to date. Several servers can run this at once: each
 * skips the accounts that another transaction has locked.
 */
@Component
public class DueAccounts extends SecondTicker {

    private static final Logger LOG = LoggerFactory.getLogger(DueAccounts.class);
    private static final int MAX_ACCOUNTS_PER_PASS = 10_000;
    private static final int ACCOUNTS_PER_TRANSACTION = 50;

    private static final int MAX_DOUBLINGS = 10;
    private static final Duration MAX_DELAY = Duration.ofMinutes(10);
    private static final int MAX_REASON_LENGTH = 500;

    private final DueAccountRepository dueAccounts;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final FailingAccountRepository failingAccounts;
    private final Clock clock;
    private volatile int lastDueCount;
    private volatile int lastFailingCount;

    DueAccounts(
            DueAccountRepository dueAccounts,
            Ledger ledger,
            FailingAccountRepository failingAccounts,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value(ENABLED_PROPERTY) boolean enabled) {
        super("due-accounts", clock, enabled);
        this.dueAccounts = dueAccounts;
        this.ledger = ledger;
        this.failingAccounts = failingAccounts;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Brings all due accounts up to date, a limited number of accounts and amount of work in each transaction. If a
     * transaction fails, each of its accounts is tried in a transaction of its own. An account that fails again is
     * retried after a second, then after delays that double up to ten minutes.
     */
    public void catchUp() {
        var all = dueAccounts.find(clock.instant(), MAX_ACCOUNTS_PER_PASS);
        var due = all.stream()
                .filter(one -> one.nextTryAt() == null)
                .map(DueAccount::account)
                .toList();
        lastDueCount = due.size();
        lastFailingCount = all.size() - due.size();
        for (var from = 0; from < due.size(); from += ACCOUNTS_PER_TRANSACTION) {
            var together = due.subList(from, Math.min(from + ACCOUNTS_PER_TRANSACTION, due.size()));
            try {
                catchUp(together, Held.PASS_OVER);
            } catch (RuntimeException failed) {
                rethrowIfDatabaseAway(failed);
                together.forEach(account -> catchUpAlone(account, Held.PASS_OVER));
            }
        }
        var now = clock.instant();
        all.stream()
                .filter(one -> one.nextTryAt() != null && !one.nextTryAt().isAfter(now))
                .map(DueAccount::account)
                .forEach(account -> retry(account, Held.PASS_OVER));
    }

    /**
     * Waits for the ledger of a failing account and brings it up to date. If that succeeds, the failure is forgotten.
     *
     * @throws ProblemException if the ledger stays locked for too long; nothing was done then
     */
    void tryNow(String account) {
        retry(account, Held.WAIT);
    }

    /**
     * Tries a failing account again. A skipped account may still fail elsewhere, so the failure is only forgotten
     * once nothing is due.
     */
    private void retry(String account, Held held) {
        var now = clock.instant();
        if (catchUpAlone(account, held) && !dueAccounts.isDue(account, now)) {
            failingAccounts.delete(account);
            LOG.info("What was due of the account {} is done", account);
        }
    }

    /** Returns the number of accounts that were due and not failing when this server last looked. */
    int dueCount() {
        return lastDueCount;
    }

    /** Returns the number of failing accounts when this server last looked. */
    int failingCount() {
        return lastFailingCount;
    }

    @Override
    protected void run() {
        catchUp();
    }

    /** What to do with an account whose ledger another transaction has locked. */
    private enum Held {
        PASS_OVER,
        WAIT
    }

    private boolean catchUpAlone(String account, Held held) {
        try {
            catchUp(List.of(account), held);
            return true;
        } catch (RuntimeException failed) {
            rethrowIfDatabaseAway(failed);
            if (held == Held.WAIT) {
                OutageClassifier.toProblem(failed).ifPresent(problem -> {
                    throw problem;
                });
            }
            recordFailure(account, failed);
            return false;
        }
    }

    private void recordFailure(String account, RuntimeException failed) {
        var before = failingAccounts.find(account);
        var now = clock.instant();
        var attempts = before.map(FailingAccount::attempts).orElse(0) + 1;
        var delay = attempts > MAX_DOUBLINGS ? MAX_DELAY : Duration.ofSeconds(1L << (attempts - 1));
        var next = now.plus(delay);
        failingAccounts.save(new FailingAccount(
                account, before.map(FailingAccount::since).orElse(now), attempts, next, reason(failed)));
        LOG.warn(
                "What is due of the account {} could not be done and will be tried again at {}, {} in a row: {}",
                account,
                next,
                attempts,
                reason(failed));
        LOG.debug("What is due of the account {} could not be done", account, failed);
    }

    /** Returns the innermost cause in one line. */
    private static String reason(Throwable failed) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failed);
        var words = (cause.getClass().getSimpleName() + ": " + cause.getMessage()).replaceAll("\\p{Cntrl}+", " ");
        return words.length() <= MAX_REASON_LENGTH ? words : words.substring(0, MAX_REASON_LENGTH);
    }

    /** Rethrows a failure that was caused by a database outage, since it isn't the fault of one account. */
    private static void rethrowIfDatabaseAway(RuntimeException failed) {
        if (OutageClassifier.isDatabaseOrDiskOutage(failed)) {
            throw failed;
        }
    }

    private void catchUp(List<String> accounts, Held held) {
        var isMoreDue = true;
        while (isMoreDue) {
            isMoreDue = Boolean.TRUE.equals(transaction.execute(
                    status -> ledger.catchUp(claim(accounts, held), Ledger.MAX_CATCH_UP_PER_TRANSACTION)));
        }
    }

    /** Locks the given accounts that are still due. */
    private List<String> claim(List<String> accounts, Held held) {
        var now = clock.instant();
        return switch (held) {
            case PASS_OVER -> dueAccounts.lockDueSkippingLocked(accounts, now);
            case WAIT -> dueAccounts.lockDue(accounts, now);
        };
    }
}
