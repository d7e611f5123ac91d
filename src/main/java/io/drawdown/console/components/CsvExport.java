package io.drawdown.console.components;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.drawdown.console.format.Spreadsheet;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Rows as CSV for a spreadsheet, written while they are downloaded. */
public abstract class CsvExport implements DownloadHandler {

    private final String name;
    private final String[] columns;

    /** A file of this name, without its ending, with these columns. */
    protected CsvExport(String name, String... columns) {
        this.name = name;
        this.columns = columns;
    }

    /** Writes the rows, each with {@link Spreadsheet#print}. */
    protected abstract void print(CSVPrinter csv);

    @Override
    public final void handleDownloadRequest(DownloadEvent event) throws IOException {
        event.setFileName(name + ".csv");
        event.setContentType("text/csv; charset=utf-8");
        try (var writer = new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8)) {
            write(writer);
        }
    }

    /** Writes the whole file. */
    public final void write(Writer writer) throws IOException {
        writer.write(Spreadsheet.BYTE_ORDER_MARK);
        var csv = new CSVPrinter(
                writer, CSVFormat.EXCEL.builder().setHeader(columns).get());
        print(csv);
        csv.flush();
    }
}
