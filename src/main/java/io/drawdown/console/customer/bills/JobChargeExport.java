package io.drawdown.console.customer.bills;

import io.drawdown.account.model.Account;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.sql.Listing;
import io.drawdown.billing.statement.JobCharge;
import io.drawdown.console.components.list.CsvExport;
import io.drawdown.console.components.list.SpreadsheetCsv;
import java.time.YearMonth;
import org.apache.commons.csv.CSVPrinter;

/** The CSV export of the jobs behind a line of a bill, with exact amounts. Rows are streamed from the database. */
class JobChargeExport extends CsvExport {

    private final transient Listing<JobCharge> jobs;
    private final transient Account account;
    private final YearMonth month;

    JobChargeExport(Listing<JobCharge> jobs, Account account, YearMonth month) {
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
    protected void printRows(CSVPrinter csv) {
        jobs.forEach(one -> SpreadsheetCsv.printRow(
                csv,
                month,
                one.job(),
                SpreadsheetCsv.toSecond(one.from(), account.zone()),
                SpreadsheetCsv.toSecond(one.to(), account.zone()),
                account.zone().getId(),
                one.nodeSeconds(),
                NodeSeconds.toNodeHours(one.nodeSeconds()),
                one.perNodeHour().amount(),
                one.amount().amount(),
                one.amount().currency().getCurrencyCode()));
    }
}
