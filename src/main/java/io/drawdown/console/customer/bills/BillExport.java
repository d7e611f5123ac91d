package io.drawdown.console.customer.bills;

import io.drawdown.account.model.Account;
import io.drawdown.base.NodeSeconds;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.Statement;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.CsvExport;
import io.drawdown.console.components.list.SpreadsheetCsv;
import java.time.YearMonth;
import org.apache.commons.csv.CSVPrinter;

/** The CSV export of a month's lines. Their amounts add up to the bill's total. */
class BillExport extends CsvExport {

    private final transient Billing billing;
    private final transient Account account;
    private final YearMonth month;

    BillExport(Billing billing, Account account, YearMonth month) {
        super(
                "bill-" + account.code() + "-" + month,
                "Month",
                "Kind",
                "Description",
                "Order",
                "Placed at",
                "Zone",
                "Region",
                "Pool",
                "Specification",
                "Node-hours",
                "Amount",
                "Currency",
                "Usage month");
        this.billing = billing;
        this.account = account;
        this.month = month;
    }

    @Override
    protected void printRows(CSVPrinter csv) {
        for (var line : billing.statement(account.code(), month).lines()) {
            print(csv, line);
        }
    }

    private void print(CSVPrinter csv, Statement.Line line) {
        SpreadsheetCsv.printRow(
                csv,
                month,
                line.kind() == Statement.Kind.ORDER ? "Order" : "Pay-per-use",
                line.description(),
                line.order(),
                line.placedAt() == null ? null : SpreadsheetCsv.toSecond(line.placedAt(), account.zone()),
                account.zone().getId(),
                line.region(),
                line.pool() == null ? null : DomainLabels.label(line.pool()),
                line.specification(),
                line.nodeSeconds() == null ? null : NodeSeconds.toNodeHours(line.nodeSeconds()),
                line.amount().amount(),
                line.amount().currency().getCurrencyCode(),
                line.usageMonth());
    }
}
