package io.drawdown.console.components.list;

import io.drawdown.base.format.CsvCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes CSV that spreadsheets open safely. */
public final class SpreadsheetCsv {

    /** The mark by which a spreadsheet recognises UTF-8. */
    public static final String BYTE_ORDER_MARK = "\ufeff";

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

    private SpreadsheetCsv() {}

    /** Writes a row. No cell can be run by a spreadsheet as a formula. */
    public static void printRow(CSVPrinter csv, @Nullable Object... cells) {
        try {
            csv.printRecord(Arrays.stream(cells).map(CsvCell::format));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Formats an instant as date and second in a zone. */
    public static String toSecond(Instant instant, ZoneId zone) {
        return SECOND.format(instant.atZone(zone));
    }
}
