package io.drawdown.usage.settlement;

import io.drawdown.billing.Billing;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.ledger.LockedLedgers;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.usage.internal.UsageRepository;
import java.time.Instant;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Opens the usage batches of transactions that have locked their accounts' ledgers. */
@Component
public class UsageBatchFactory {

    private final UsageRepository repository;
    private final Ledger ledger;
    private final Billing billing;

    UsageBatchFactory(UsageRepository repository, Ledger ledger, Billing billing) {
        this.repository = repository;
        this.ledger = ledger;
        this.billing = billing;
    }

    /**
     * Opens a batch and reads what settling usage of these accounts needs.
     *
     * @param earliest the earliest start of that usage
     * @param latest the latest end of that usage
     * @param toTakeBack settled usage records that may be taken back
     */
    public UsageBatch open(
            LockedLedgers lockedLedgers,
            Collection<String> accounts,
            Instant earliest,
            Instant latest,
            Collection<UsageRef> toTakeBack) {
        return new UsageBatch(
                repository,
                lockedLedgers,
                ledger.openBatch(lockedLedgers, accounts, earliest, latest, toTakeBack),
                billing.openChargeBatch(lockedLedgers, toTakeBack));
    }
}
