package io.drawdown.usage;

import io.drawdown.billing.Billing;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.QuotaBatches;
import io.drawdown.quota.UsageRef;
import io.drawdown.usage.internal.UsageTables;
import java.time.Instant;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Opens the postings of transactions that have locked their accounts' ledgers. */
@Component
class Postings {

    private final UsageTables tables;
    private final QuotaBatches quota;
    private final Billing billing;

    Postings(UsageTables tables, QuotaBatches quota, Billing billing) {
        this.tables = tables;
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
    Posting open(
            Ledger.Locked locked,
            Collection<String> accounts,
            Instant earliest,
            Instant latest,
            Collection<UsageRef> toTakeBack) {
        return new Posting(
                tables,
                locked,
                quota.open(locked, accounts, earliest, latest, toTakeBack),
                billing.open(locked, toTakeBack));
    }
}
