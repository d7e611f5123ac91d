package io.drawdown.console.bills;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.drawdown.account.Account;
import io.drawdown.base.Listing;
import io.drawdown.base.NodeSeconds;
import io.drawdown.billing.JobCharge;
import io.drawdown.console.format.Spreadsheet;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The jobs behind a line of a bill as CSV for a spreadsheet, with exact amounts, streamed as the database gives them. */
class ChargesExport implements DownloadHandler {

    private static final CSVFormat FORMAT = CSVFormat.EXCEL
            .builder()
            .setHeader("Month", "Job", "From", "To", "Zone", "Node-seconds", "Node-hours", "Per node-hour", "Amount", "Currency")
            .get();

    private final transient Listing<JobCharge> jobs;
    private final transient Account account;
    private final YearMonth month;

    ChargesExport(Listing<JobCharge> jobs, Account account, YearMonth month) {
        this.jobs = jobs;
        this.account = account;
        this.month = month;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        event.setFileName("charges-" + account.code() + "-" + month + ".csv");
        event.setContentType("text/csv; charset=utf-8");
        try (var writer = new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8)) {
            write(writer);
        }
    }

    void write(Writer writer) throws IOException {
        writer.write(Spreadsheet.BYTE_ORDER_MARK);
        var csv = new CSVPrinter(writer, FORMAT);
        jobs.forEach(one -> Spreadsheet.print(
                csv,
                month,
                one.job(),
                Spreadsheet.second(one.from(), account.zone()),
                Spreadsheet.second(one.to(), account.zone()),
                account.zone().getId(),
                one.nodeSeconds(),
                NodeSeconds.toNodeHours(one.nodeSeconds()),
                one.perNodeHour().amount(),
                one.amount().amount(),
                one.amount().currency().getCurrencyCode()));
        csv.flush();
    }
}
