package io.drawdown.usage.settlement;

import io.drawdown.billing.Billing;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.QuotaBatches;
import io.drawdown.quota.ledger.UsageRef;
import io.drawdown.usage.internal.UsageRepository;
import java.time.Instant;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Opens the postings of transactions that have locked their accounts' ledgers. */
@Component
public class UsageBatches {

    private final UsageRepository repository;
    private final QuotaBatches quota;
    private final Billing billing;

    UsageBatches(UsageRepository tables, QuotaBatches quota, Billing billing) {
        this.repository = tables;
        this.quota = quota;
        this.billing = billing;
    }

    /**
     * Reads what settling usage of these accounts needs.
     *
     * @param earliest the earliest start of that usage
     * @param latest the latest end of it
     * @param toTakeBack settled usage records that may be taken back
     */
    public UsageBatch open(
            Ledger.LockedLedgers lockedLedgers,
            Collection<String> accounts,
            Instant earliest,
            Instant latest,
            Collection<UsageRef> toTakeBack) {
        return new UsageBatch(
                repository,
                lockedLedgers,
                quota.open(lockedLedgers, accounts, earliest, latest, toTakeBack),
                billing.openChargeBatch(lockedLedgers, toTakeBack));
    }
}
