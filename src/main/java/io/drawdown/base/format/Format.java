package io.drawdown.base.format;

import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.sql.Listing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Formats numbers and instants for people. Node-seconds become node-hours, and instants are shown in a zone (R1, R4).
 */
public final class Format {

    private static final String MINUS = "−";
    private static final char SPACE = '\u00a0';
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE_OF_YEAR = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("O", Locale.ENGLISH);

    private Format() {}

    /** Formats node-seconds as node-hours with their unit, such as {@code 1,041.25 h}. */
    public static String hours(long nodeSeconds) {
        return hoursWithoutUnit(nodeSeconds) + SPACE + "h";
    }

    /** Formats a sum of node-seconds as node-hours with their unit; negative if more was reversed than used. */
    public static String hours(BigInteger nodeSeconds) {
        return hoursWithoutUnit(nodeSeconds) + SPACE + "h";
    }

    /** Formats node-seconds as node-hours, without decimals if they are whole, such as {@code 20 h} or {@code 1.80 h}. */
    public static String compactHours(long nodeSeconds) {
        return nodeSeconds % NodeSeconds.PER_NODE_HOUR == 0
                ? wholeHours(nodeSeconds / NodeSeconds.PER_NODE_HOUR)
                : hours(nodeSeconds);
    }

    /** Formats a whole number of node-hours, such as {@code 1,000 h}. */
    public static String wholeHours(long nodeHours) {
        return count(nodeHours) + SPACE + "h";
    }

    /** Formats node-seconds as node-hours without a unit, such as {@code 1,041.25}. */
    public static String hoursWithoutUnit(long nodeSeconds) {
        return decimal(NodeSeconds.toNodeHours(nodeSeconds), 2);
    }

    /** Formats a sum of node-seconds as node-hours without a unit; negative if more was reversed than used. */
    public static String hoursWithoutUnit(BigInteger nodeSeconds) {
        return decimal(NodeSeconds.toNodeHours(nodeSeconds), 2);
    }

    /** Formats node-seconds that were taken away as negative node-hours, such as {@code −1,041.25}, or {@code 0.00}. */
    public static String negativeHours(long nodeSeconds) {
        return decimal(NodeSeconds.toNodeHours(nodeSeconds).negate(), 2);
    }

    /** Formats node-seconds that were given back as node-hours with a sign, such as {@code +1.25}, or {@code 0.00}. */
    public static String positiveHours(long nodeSeconds) {
        var hours = decimal(NodeSeconds.toNodeHours(nodeSeconds), 2);
        return isZero(hours) ? hours : "+" + hours;
    }

    /** Formats a whole number, such as {@code 100,000}. */
    public static String count(long number) {
        return decimal(BigDecimal.valueOf(number), 0);
    }

    /** Formats a whole percentage, such as {@code 20 %}. */
    public static String percent(long percent) {
        return count(percent) + SPACE + "%";
    }

    /** Formats a percentage with the decimals that it has, such as {@code 12.5 %}. */
    public static String percent(BigDecimal percent) {
        var plain = percent.stripTrailingZeros();
        return decimal(plain, Math.max(0, plain.scale())) + SPACE + "%";
    }

    /** Formats a number of things, such as {@code 1 package} or {@code 100,000 packages}. */
    public static String count(long number, String one, String many) {
        return count(number) + SPACE + (number == 1 ? one : many);
    }

    /** Formats a bounded list count, such as {@code 1 package} or {@code 10,000+ packages}. */
    public static String listLength(long counted, String one, String many) {
        return counted > Listing.MAX_COUNTED
                ? count(Listing.MAX_COUNTED) + "+" + SPACE + many
                : count(counted, one, many);
    }

    /** Formats an amount with the decimals of its currency, such as {@code ¥ 1,284.30}. */
    public static String money(Money money) {
        return withSymbol(money.rounded());
    }

    /** Formats an amount with all its decimals, such as {@code ¥ 5.88888889}. */
    public static String exactMoney(Money money) {
        return withSymbol(money);
    }

    /**
     * Formats an amount with all its decimals and the code of its currency, such as {@code 1,284.30 CNY}, for texts that
     * are also read outside the account's pages, where {@code ¥} could be another currency.
     */
    public static String moneyWithCode(Money money) {
        return decimal(money.amount(), money.amount().scale()) + " "
                + money.currency().getCurrencyCode();
    }

    /** Formats a price per node-hour with all its decimals, such as {@code ¥ 0.0125}. */
    public static String nodeHourPrice(Money price) {
        return withSymbol(price.normalized());
    }

    /** Formats an instant as date and minute in a zone, such as {@code 22 Nov 2026, 23:59}. */
    public static String minute(Instant instant, ZoneId zone) {
        return MINUTE.format(instant.atZone(zone));
    }

    /** Formats an instant as date, minute and zone, such as {@code 22 Nov 2026, 23:59 (Asia/Shanghai)}. */
    public static String minuteWithZone(Instant instant, ZoneId zone) {
        return minute(instant, zone) + " (" + zone.getId() + ")";
    }

    /**
     * Formats an instant as date and minute in a zone. Adds the second if it isn't a whole minute, such as
     * {@code 22 Nov 2026, 23:59:07}.
     */
    public static String second(Instant instant, ZoneId zone) {
        var second = Math.floorMod(instant.getEpochSecond(), 60);
        return minute(instant, zone) + (second == 0 ? "" : ":" + (second < 10 ? "0" : "") + second);
    }

    /** Formats the time of day of an instant in a zone, such as {@code 23:59}. */
    public static String timeOfDay(Instant instant, ZoneId zone) {
        return TIME_OF_DAY.format(instant.atZone(zone));
    }

    /** Formats an instant as a date in a zone, such as {@code 22 Nov 2026}. */
    public static String day(Instant instant, ZoneId zone) {
        return day(LocalDate.ofInstant(instant, zone));
    }

    /** Formats a date, such as {@code 22 Nov 2026}. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /**
     * Formats an upcoming instant as date and minute in a zone, such as {@code 3 Dec, 14:20}. Adds the year if it
     * isn't the current one.
     */
    public static String upcomingMinute(Instant instant, ZoneId zone, Instant now) {
        return (isThisYear(instant, zone, now) ? MINUTE_OF_YEAR : MINUTE).format(instant.atZone(zone));
    }

    /**
     * Formats an upcoming instant as a date in a zone, such as {@code 3 Dec}. Adds the year if it isn't the current
     * one.
     */
    public static String upcomingDay(Instant instant, ZoneId zone, Instant now) {
        return (isThisYear(instant, zone, now) ? DAY_OF_YEAR : DAY).format(instant.atZone(zone));
    }

    /** Formats the last minute of a validity. Its end is the first instant after it (R3). */
    public static String lastMinute(Instant expiresAt, ZoneId zone) {
        return minute(expiresAt.minusSeconds(1), zone);
    }

    /** Formats the last minute of a validity, followed by the zone, such as {@code 22 Dec 2026, 23:59 Asia/Shanghai}. */
    public static String lastMinuteWithZone(Instant expiresAt, ZoneId zone) {
        return lastMinute(expiresAt, zone) + " " + zone.getId();
    }

    /** Formats a month, such as {@code November 2026}. */
    public static String month(YearMonth month) {
        return MONTH.format(month);
    }

    /** Formats a duration to the minute, such as {@code 3 d 4 h 5 min}, {@code 12 min} or {@code < 1 min}. */
    public static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return (duration.isZero() ? "0" : "< 1") + SPACE + "min";
        }
        var words = new StringJoiner(" ");
        appendUnit(words, duration.toDays(), "d");
        appendUnit(words, duration.toHoursPart(), "h");
        appendUnit(words, duration.toMinutesPart(), "min");
        return words.toString();
    }

    /**
     * Formats a duration to the second, such as {@code 12 s} or {@code 3 min 5 s}, and to the minute from an hour on. A
     * negative one is shown as zero.
     */
    public static String durationToSecond(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds >= Duration.ofHours(1).toSeconds()) {
            return duration(duration);
        }
        return (seconds < 60 ? "" : seconds / 60 + "" + SPACE + "min ") + seconds % 60 + SPACE + "s";
    }

    /** Formats the distance of an instant from now, such as {@code in 9 days} or {@code 3 hours ago}. */
    public static String distance(Instant instant, Instant now) {
        var between = Duration.between(now, instant);
        var length = listLength(between.abs());
        if (length.isEmpty()) {
            return between.isPositive() ? "in less than a minute" : "now";
        }
        return between.isNegative() ? length + " ago" : "in " + length;
    }

    /** Formats a zone and the distance from now, to accompany an instant shown in that zone. */
    public static String zoneAndDistance(Instant instant, ZoneId zone, Instant now) {
        return (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId()) + ", " + distance(instant, now);
    }

    /** Formats a zone with its offset now, such as {@code Asia/Shanghai (UTC+8)}. */
    public static String zoneWithOffset(ZoneId zone, Instant now) {
        return zone.equals(ZoneOffset.UTC)
                ? "UTC"
                : zone.getId() + " (" + OFFSET.format(now.atZone(zone)).replace("GMT", "UTC") + ")";
    }

    private static boolean isThisYear(Instant instant, ZoneId zone, Instant now) {
        return instant.atZone(zone).getYear() == now.atZone(zone).getYear();
    }

    private static void appendUnit(StringJoiner words, long number, String unit) {
        if (number > 0) {
            words.add(count(number) + SPACE + unit);
        }
    }

    private static String listLength(Duration duration) {
        var days = duration.toDays();
        if (days >= 730) {
            return count(days / 365, "year", "years");
        }
        if (days >= 60) {
            return count(days / 30, "month", "months");
        }
        if (days >= 1) {
            return count(days, "day", "days");
        }
        if (duration.toHours() >= 1) {
            return count(duration.toHours(), "hour", "hours");
        }
        return duration.toMinutes() == 0 ? "" : count(duration.toMinutes(), "minute", "minutes");
    }

    private static String withSymbol(Money money) {
        var amount = decimal(money.amount(), money.amount().scale());
        var isNegative = amount.startsWith(MINUS);
        return (isNegative ? MINUS : "")
                + symbol(money.currency())
                + SPACE
                + (isNegative ? amount.substring(MINUS.length()) : amount);
    }

    private static String symbol(Currency currency) {
        return switch (currency.getCurrencyCode()) {
            case "CNY" -> "¥";
            case "USD" -> "$";
            case "EUR" -> "€";
            case "GBP" -> "£";
            default -> currency.getCurrencyCode();
        };
    }

    private static String decimal(BigDecimal number, int decimals) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        var text = format.format(number.abs());
        return number.signum() < 0 && !isZero(text) ? MINUS + text : text;
    }

    /** Returns whether a number is zero as it is shown: there is no negative zero. */
    private static boolean isZero(String number) {
        return number.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
    }
}
