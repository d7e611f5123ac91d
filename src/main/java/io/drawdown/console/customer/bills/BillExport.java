package io.drawdown.console.customer.bills;

import io.drawdown.account.model.Account;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.sql.Listing;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.Statement;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.CsvExport;
import java.time.YearMonth;

/** The CSV export of a month's lines. Their amounts add up to the bill's total. */
final class BillExport {

    private BillExport() {}

    static CsvExport<Statement.Line> create(Billing billing, Account account, YearMonth month) {
        return new CsvExport<>(
                        "bill-" + account.code() + "-" + month,
                        () -> Listing.of(
                                billing.statement(account.code(), month).lines()))
                .column("Month", line -> month)
                .column("Kind", line -> line.kind() == Statement.Kind.ORDER ? "Order" : "Pay-per-use")
                .column("Description", Statement.Line::description)
                .column("Order", Statement.Line::order)
                .instantColumn("Placed at", Statement.Line::placedAt, line -> account.zone())
                .column("Zone", line -> account.zone().getId())
                .column("Region", Statement.Line::region)
                .column("Pool", line -> line.pool() == null ? null : DomainLabels.label(line.pool()))
                .column("Specification", Statement.Line::specification)
                .column(
                        "Node-hours",
                        line -> line.nodeSeconds() == null ? null : NodeSeconds.toNodeHours(line.nodeSeconds()))
                .moneyColumns("Amount", Statement.Line::amount)
                .column("Usage month", Statement.Line::usageMonth);
    }
}
