package io.drawdown.console.bills;

import io.drawdown.account.Account;
import io.drawdown.base.Listing;
import io.drawdown.base.NodeSeconds;
import io.drawdown.billing.JobCharge;
import io.drawdown.console.components.CsvExport;
import io.drawdown.console.format.Spreadsheet;
import java.time.YearMonth;
import org.apache.commons.csv.CSVPrinter;

/** The jobs behind a line of a bill as CSV for a spreadsheet, with exact amounts, streamed as the database gives them. */
class ChargesExport extends CsvExport {

    private final transient Listing<JobCharge> jobs;
    private final transient Account account;
    private final YearMonth month;

    ChargesExport(Listing<JobCharge> jobs, Account account, YearMonth month) {
        super(
                "charges-" + account.code() + "-" + month,
                "Month",
                "Job",
                "From",
                "To",
                "Zone",
                "Node-seconds",
                "Node-hours",
                "Per node-hour",
                "Amount",
                "Currency");
        this.jobs = jobs;
        this.account = account;
        this.month = month;
    }

    @Override
    protected void print(CSVPrinter csv) {
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
    }
}
