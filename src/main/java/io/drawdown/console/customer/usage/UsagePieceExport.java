package io.drawdown.console.customer.usage;

import io.drawdown.account.model.Account;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.CsvExport;
import io.drawdown.usage.history.UsagePiece;
import java.util.function.Supplier;

/** The CSV export of a job's breakdown, with all decimals of what was charged. */
final class UsagePieceExport {

    private UsagePieceExport() {}

    static CsvExport<UsagePiece> create(Supplier<Listing<UsagePiece>> pieces, String job, Account account) {
        return new CsvExport<>("usage-" + job, pieces)
                .instantColumn("From", UsagePiece::from, one -> account.zone())
                .instantColumn("To", UsagePiece::to, one -> account.zone())
                .column("Zone", one -> account.zone().getId())
                .column("Nodes", UsagePiece::nodes)
                .column("Node-hours", one -> NodeSeconds.toNodeHours(one.netNodeSeconds()))
                .column("Node-seconds", UsagePiece::netNodeSeconds)
                .column("Paid by", one -> one.charge() == null ? "Package" : "Pay-per-use")
                .column("Package", UsagePiece::packageId)
                .column(
                        "Why",
                        one -> one.charge() == null
                                ? null
                                : DomainLabels.label(one.charge().reason()))
                .column(
                        "Per node-hour",
                        one -> one.charge() == null
                                ? null
                                : one.charge().perNodeHour().amount())
                .column(
                        "Cost",
                        one -> one.charge() == null ? null : one.netAmount().amount())
                .column("Currency", one -> account.currency().getCurrencyCode());
    }
}
