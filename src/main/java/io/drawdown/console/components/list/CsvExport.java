package io.drawdown.console.components.list;

import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.drawdown.account.Access;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.format.CsvCell;
import io.drawdown.base.spool.Exports;
import io.drawdown.base.sql.Listing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * The CSV export of a list for spreadsheets, with declared columns. Rows are streamed from the database, and the file
 * is written completely before it is sent. No cell can be run by a spreadsheet as a formula.
 */
public final class CsvExport<T> implements DownloadHandler {

    private static final String RETRY_SECONDS = "10";

    /** The mark by which a spreadsheet recognises UTF-8. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

    private record Column<T>(String header, Function<T, @Nullable Object> cell) {}

    private final String name;
    private final transient Supplier<Listing<T>> rows;
    private final transient List<Column<T>> columns = new ArrayList<>();

    /**
     * Creates an export without columns.
     *
     * @param name the file's name, without its extension
     * @param rows returns the rows when the file is asked for
     */
    public CsvExport(String name, Supplier<Listing<T>> rows) {
        this.name = name;
        this.rows = rows;
    }

    /** Adds a column. A null cell is empty. */
    public CsvExport<T> column(String header, Function<T, @Nullable Object> cell) {
        columns.add(new Column<>(header, cell));
        return this;
    }

    /** Adds a column of instants, written as day and second in the zone of their row. */
    public CsvExport<T> instantColumn(String header, Function<T, @Nullable Instant> instant, Function<T, ZoneId> zone) {
        return column(header, row -> {
            var at = instant.apply(row);
            return at == null ? null : SECOND.format(at.atZone(zone.apply(row)));
        });
    }

    /** Adds columns of an amount and its currency. */
    public CsvExport<T> moneyColumns(String header, Function<T, Money> money) {
        return column(header, row -> money.apply(row).amount())
                .column("Currency", row -> money.apply(row).currency().getCurrencyCode());
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
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

    /** Writes the whole file. */
    public void write(Writer writer) throws IOException {
        writer.write(BYTE_ORDER_MARK);
        var headers = columns.stream().map(Column::header).toArray(String[]::new);
        var csv = new CSVPrinter(
                writer, CSVFormat.EXCEL.builder().setHeader(headers).get());
        rows.get().forEach(row -> print(csv, row));
        csv.flush();
    }

    private void writeTo(OutputStream out) throws IOException {
        write(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private void print(CSVPrinter csv, T row) {
        try {
            csv.printRecord(
                    columns.stream().map(column -> CsvCell.format(column.cell().apply(row))));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void refuse(VaadinResponse response, ProblemException refused) throws IOException {
        response.setStatus(refused.type().status());
        response.setHeader("Retry-After", RETRY_SECONDS);
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write(refused.detail().getBytes(StandardCharsets.UTF_8));
    }
}
