package io.drawdown.console.customer.bills;

import io.drawdown.account.model.Account;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.sql.Listing;
import io.drawdown.billing.statement.JobCharge;
import io.drawdown.console.components.list.CsvExport;
import java.time.YearMonth;

/** The CSV export of the jobs behind a line of a bill, with exact amounts. */
final class JobChargeExport {

    private JobChargeExport() {}

    static CsvExport<JobCharge> create(Listing<JobCharge> jobs, Account account, YearMonth month) {
        return new CsvExport<>("charges-" + account.code() + "-" + month, () -> jobs)
                .column("Month", charge -> month)
                .column("Job", JobCharge::job)
                .instantColumn("From", JobCharge::from, charge -> account.zone())
                .instantColumn("To", JobCharge::to, charge -> account.zone())
                .column("Zone", charge -> account.zone().getId())
                .column("Node-seconds", JobCharge::nodeSeconds)
                .column("Node-hours", charge -> NodeSeconds.toNodeHours(charge.nodeSeconds()))
                .column("Per node-hour", charge -> charge.perNodeHour().amount())
                .moneyColumns("Amount", JobCharge::amount);
    }
}
