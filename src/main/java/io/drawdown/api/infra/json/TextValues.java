package io.drawdown.api.infra.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.regex.Pattern;

/** Parses the text form of values in bodies, addresses and parameters. */
public final class TextValues {

    public static final String INSTANT_EXPECTATION = "must be an instant such as 2026-11-22T10:00:00Z";
    public static final String MONTH_EXPECTATION = "must be a month such as 2026-11";
    static final String ZONE_EXPECTATION = "must be a time zone such as Asia/Shanghai";
    static final String CURRENCY_EXPECTATION = "must be an ISO 4217 currency code such as CNY";

    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final int LAST_YEAR = 9999;

    private TextValues() {}

    /**
     * Parses an instant with any offset, and cuts off fractions of a second (R1). Refuses years that databases can't
     * store.
     */
    public static Instant parseInstant(String text) {
        var read = OffsetDateTime.parse(text);
        if (read.getYear() < 1 || read.getYear() > LAST_YEAR) {
            throw new DateTimeException("Out of range");
        }
        return read.toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    public static YearMonth parseMonth(String text) {
        if (!MONTH.matcher(text).matches()) {
            throw new DateTimeException("Not a month");
        }
        return YearMonth.parse(text);
    }

    static ZoneId parseZone(String text) {
        return ZoneId.of(text);
    }

    static Currency parseCurrency(String text) {
        return Currency.getInstance(text);
    }
}
