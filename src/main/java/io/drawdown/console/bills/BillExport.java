package io.drawdown.console.bills;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.drawdown.account.Account;
import io.drawdown.base.NodeSeconds;
import io.drawdown.billing.Billing;
import io.drawdown.billing.Statement;
import io.drawdown.console.format.Spreadsheet;
import io.drawdown.console.format.Words;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A month's lines as CSV for a spreadsheet; their amounts add up to the bill's total. */
class BillExport implements DownloadHandler {

    private static final CSVFormat FORMAT = CSVFormat.EXCEL
            .builder()
            .setHeader("Month", "Kind", "Description", "Order", "Placed at", "Zone", "Region", "Pool", "Specification", "Node-hours",
                    "Amount", "Currency")
            .get();

    private final transient Billing billing;
    private final transient Account account;
    private final YearMonth month;

    BillExport(Billing billing, Account account, YearMonth month) {
        this.billing = billing;
        this.account = account;
        this.month = month;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        event.setFileName("bill-" + account.code() + "-" + month + ".csv");
        event.setContentType("text/csv; charset=utf-8");
        try (var writer = new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8)) {
            write(writer);
        }
    }

    void write(Writer writer) throws IOException {
        writer.write(Spreadsheet.BYTE_ORDER_MARK);
        var csv = new CSVPrinter(writer, FORMAT);
        for (var line : billing.statement(account.code(), month).lines()) {
            print(csv, line);
        }
        csv.flush();
    }

    private void print(CSVPrinter csv, Statement.Line line) {
        Spreadsheet.print(
                csv,
                month,
                line.kind() == Statement.Kind.ORDER ? "Order" : "Pay-per-use",
                line.description(),
                line.order(),
                line.placedAt() == null ? null : Spreadsheet.second(line.placedAt(), account.zone()),
                account.zone().getId(),
                line.region(),
                line.pool() == null ? null : Words.of(line.pool()),
                line.specification(),
                line.nodeSeconds() == null ? null : NodeSeconds.toNodeHours(line.nodeSeconds()),
                line.amount().amount(),
                line.amount().currency().getCurrencyCode());
    }
}
