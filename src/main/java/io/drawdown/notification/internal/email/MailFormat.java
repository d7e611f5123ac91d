package io.drawdown.notification.internal.email;

import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.model.Activity;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats quantities, instants and activities for e-mails: node-hours to two decimals, instants in a named zone. */
final class MailFormat {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private MailFormat() {}

    /** Formats node-seconds as node-hours, such as {@code 1,041.25}. */
    static String formatHours(long nodeSeconds) {
        return formatDecimal(NodeSeconds.toNodeHours(nodeSeconds), 2);
    }

    /** Formats an amount with the decimals of its currency, such as {@code 1,284.30 CNY}. */
    static String formatMoney(Money money) {
        var rounded = money.rounded();
        return formatDecimal(rounded.amount(), rounded.amount().scale()) + " "
                + money.currency().getCurrencyCode();
    }

    /** Formats an instant as date, minute and zone, such as {@code 22 Nov 2026, 23:59 (Asia/Shanghai)}. */
    static String formatDateTime(Instant instant, ZoneId zone) {
        return DATE_TIME.format(instant.atZone(zone)) + " (" + zone.getId() + ")";
    }

    /** Formats an instant as a date, such as {@code 22 Nov 2026}. */
    static String formatDate(Instant instant, ZoneId zone) {
        return DATE.format(instant.atZone(zone));
    }

    /** Formats activities in lifecycle order, such as {@code development, training} or {@code all activities}. */
    static String formatActivities(Collection<Activity> activities) {
        return activities.containsAll(EnumSet.allOf(Activity.class))
                ? "all activities"
                : activities.stream()
                        .sorted()
                        .map(activity ->
                                activity.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }

    private static String formatDecimal(BigDecimal number, int decimals) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(number);
    }
}
