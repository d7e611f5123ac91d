package io.drawdown.console.customer.packages;

import io.drawdown.account.model.Account;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.list.CsvExport;
import io.drawdown.quota.packages.DeductionEntry;
import java.util.function.Supplier;

/** The CSV export of deductions. What is given back to a package is negative. */
final class DeductionExport {

    private DeductionExport() {}

    static CsvExport<DeductionEntry> create(
            String name, Supplier<Listing<DeductionEntry>> deductions, Account account) {
        return new CsvExport<>(name, deductions)
                .column("Job", DeductionEntry::job)
                .column("Package", DeductionEntry::packageId)
                .instantColumn("From", DeductionEntry::from, one -> account.zone())
                .instantColumn("To", DeductionEntry::to, one -> account.zone())
                .column("Zone", one -> account.zone().getId())
                .column("Node-hours", one -> NodeSeconds.toNodeHours(netNodeSeconds(one)))
                .column("Node-seconds", DeductionExport::netNodeSeconds)
                .column("Remaining after (node-hours)", one -> NodeSeconds.toNodeHours(one.remainingAfter()))
                .instantColumn("Settled", DeductionEntry::settledAt, one -> account.zone());
    }

    private static long netNodeSeconds(DeductionEntry one) {
        return one.reversal() ? -one.nodeSeconds() : one.nodeSeconds();
    }
}
