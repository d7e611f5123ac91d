package io.drawdown.console.components.list;

import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.drawdown.account.Access;
import io.drawdown.base.ProblemException;
import io.drawdown.base.spool.Exports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A CSV export for spreadsheets. The file is written completely before it is sent. */
public abstract class CsvExport implements DownloadHandler {

    private static final String RETRY_SECONDS = "10";

    private final String name;
    private final String[] columns;

    /** Creates an export with a file name, without its extension, and columns. */
    protected CsvExport(String name, String... columns) {
        this.name = name;
        this.columns = columns;
    }

    /** Writes the rows, each with {@link SpreadsheetCsv#printRow}. */
    protected abstract void printRows(CSVPrinter csv);

    @Override
    public final void handleDownloadRequest(DownloadEvent event) throws IOException {
        var beans = event.getSession().getService().getInstantiator();
        var group = beans.getOrCreate(Access.class).actor().group();
        try (var export = beans.getOrCreate(Exports.class).write(group, this::writeTo)) {
            event.setFileName(name + ".csv");
            event.setContentType("text/csv; charset=utf-8");
            event.setContentLength(export.size());
            export.sendTo(event.getOutputStream());
        } catch (ProblemException refused) {
            refuse(event.getResponse(), refused);
        }
    }

    private void writeTo(OutputStream out) throws IOException {
        write(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private static void refuse(VaadinResponse response, ProblemException refused) throws IOException {
        response.setStatus(refused.type().status());
        response.setHeader("Retry-After", RETRY_SECONDS);
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write(refused.detail().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the whole file. */
    public final void write(Writer writer) throws IOException {
        writer.write(SpreadsheetCsv.BYTE_ORDER_MARK);
        var csv = new CSVPrinter(
                writer, CSVFormat.EXCEL.builder().setHeader(columns).get());
        printRows(csv);
        csv.flush();
    }
}
