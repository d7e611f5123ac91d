package io.drawdown.quota;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.sql.Listing;
import io.drawdown.quota.internal.FailingAccountRepository;
import io.drawdown.quota.ledger.FailingAccount;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The accounts whose due work fails. Admins see them here and can retry them at once when the cause is fixed. */
@Service
public class FailingAccounts {

    private final FailingAccountRepository repository;
    private final DueAccounts dueAccounts;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Access access;
    private final Clock clock;

    FailingAccounts(
            FailingAccountRepository repository,
            DueAccounts dueAccounts,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Access access,
            Clock clock) {
        this.repository = repository;
        this.dueAccounts = dueAccounts;
        this.transaction = transaction;
        this.events = events;
        this.access = access;
        this.clock = clock;
    }

    /** Returns the accounts that are held up now, the longest first. Only for admins. */
    @Transactional(readOnly = true)
    public Listing<FailingAccount> list() {
        access.requireAdmin();
        return repository.listHeldUp(clock.instant());
    }

    /**
     * Waits for the account's ledger and retries its due work. Only for admins.
     *
     * @return how it fails, if it still does
     * @throws ProblemException if the account isn't failing, or its ledger stays locked for too long; nothing was
     * done then
     */
    @QueuedByAccount
    public Optional<FailingAccount> tryNow(String account) {
        access.requireAdmin();
        transaction.executeWithoutResult(status -> {
            var failing = repository
                    .find(account)
                    .orElseThrow(() -> ProblemException.notFound("The failing account '" + account + "'"));
            events.publishEvent(new AuditedChange(AuditAction.FAILING_ACCOUNT_TRIED, account, account, failing, null));
        });
        dueAccounts.tryNow(account);
        return repository.find(account);
    }
}
