package io.drawdown.console.admin.audit;

import io.drawdown.audit.AuditTrail;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.console.components.list.CsvExport;
import io.drawdown.console.components.list.SpreadsheetCsv;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVPrinter;

/** The CSV export of the entries that match a filter. Rows are streamed from the database. */
class AuditExport extends CsvExport {

    private final transient AuditTrail trail;
    private final transient Supplier<AuditFilter> filter;

    AuditExport(AuditTrail trail, Supplier<AuditFilter> filter) {
        super(
                "audit",
                "Entry",
                "When (UTC)",
                "Who",
                "Person or key",
                "Key",
                "Role",
                "What",
                "Account",
                "Subject",
                "From",
                "Before",
                "After");
        this.trail = trail;
        this.filter = filter;
    }

    @Override
    protected void printRows(CSVPrinter csv) {
        trail.list(filter.get()).forEach(entry -> print(csv, entry));
    }

    private static void print(CSVPrinter csv, AuditEntry entry) {
        SpreadsheetCsv.printRow(
                csv,
                entry.id(),
                SpreadsheetCsv.toSecond(entry.at(), ZoneOffset.UTC),
                entry.who(),
                entry.kind(),
                entry.key(),
                entry.role(),
                AuditLabels.describe(entry),
                entry.account(),
                entry.subject(),
                entry.address(),
                entry.before(),
                entry.after());
    }
}
