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

/** What CSV for a spreadsheet needs. */
public final class SpreadsheetCsv {

    /** By which a spreadsheet knows that the file is UTF-8. */
    public static final String BYTE_ORDER_MARK = "\ufeff";

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

    private SpreadsheetCsv() {}

    /** Writes a row, of which a spreadsheet runs nothing as a formula. */
    public static void printRow(CSVPrinter csv, @Nullable Object... cells) {
        try {
            csv.printRecord(Arrays.stream(cells).map(CsvCell::format));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** An instant as date and second in a zone. */
    public static String toSecond(Instant instant, ZoneId zone) {
        return SECOND.format(instant.atZone(zone));
    }
}
