package io.drawdown.console.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What CSV for a spreadsheet needs. */
public final class Spreadsheet {

    /** By which a spreadsheet knows that the file is UTF-8. */
    public static final String BYTE_ORDER_MARK = "\ufeff";

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

    private Spreadsheet() {}

    /** A text that somebody chose, so that a spreadsheet doesn't take it for a formula and run it. */
    public static String text(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** An instant as date and second in a zone. */
    public static String second(Instant instant, ZoneId zone) {
        return SECOND.format(instant.atZone(zone));
    }
}
