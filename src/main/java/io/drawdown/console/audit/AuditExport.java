package io.drawdown.console.audit;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.drawdown.audit.AuditEntry;
import io.drawdown.audit.AuditFilter;
import io.drawdown.audit.AuditTrail;
import io.drawdown.console.format.Spreadsheet;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The entries that a filter lets through as CSV for a spreadsheet, streamed as the database gives them. */
class AuditExport implements DownloadHandler {

    private static final CSVFormat FORMAT = CSVFormat.EXCEL
            .builder()
            .setHeader("Entry", "When (UTC)", "Who", "Person or key", "Key", "Role", "What", "Account", "Subject", "From", "Before", "After")
            .get();

    private final transient AuditTrail trail;
    private final transient Supplier<AuditFilter> filter;

    AuditExport(AuditTrail trail, Supplier<AuditFilter> filter) {
        this.trail = trail;
        this.filter = filter;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        event.setFileName("audit.csv");
        event.setContentType("text/csv; charset=utf-8");
        try (var writer = new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8)) {
            write(writer);
        }
    }

    void write(Writer writer) throws IOException {
        writer.write(Spreadsheet.BYTE_ORDER_MARK);
        var csv = new CSVPrinter(writer, FORMAT);
        trail.list(filter.get()).forEach(entry -> print(csv, entry));
        csv.flush();
    }

    private static void print(CSVPrinter csv, AuditEntry entry) {
        Spreadsheet.print(
                csv,
                entry.id(),
                Spreadsheet.second(entry.at(), ZoneOffset.UTC),
                entry.who(),
                entry.kind(),
                entry.key(),
                entry.role(),
                AuditWords.of(entry),
                entry.account(),
                entry.subject(),
                entry.address(),
                entry.before(),
                entry.after());
    }
}
