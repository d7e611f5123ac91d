package io.drawdown.console.admin.catalog;

import io.drawdown.base.Money;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;

/** The texts of list prices and their start times. */
public final class PriceLabels {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private PriceLabels() {}

    /** Returns a list price with its unit, such as {@code ¥ 12.00 a node-hour}. */
    public static String label(ListPrice price) {
        return Format.nodeHourPrice(price.perNodeHour()) + " a node-hour";
    }

    /** Returns the name of a pool for a context that makes clear that it is a pool. */
    public static String label(Pool pool) {
        return switch (pool) {
            case PUBLIC -> "Public";
            case DEDICATED -> "Dedicated";
        };
    }

    /**
     * Formats an instant in a zone, with seconds only if it isn't a whole minute; the earliest start is
     * {@code the beginning}.
     */
    public static String instantText(Instant instant, ZoneId zone) {
        return instant.equals(ListPrice.EARLIEST_FROM) ? "the beginning" : Format.second(instant, zone);
    }

    /** Returns the difference from the previous price, such as {@code 10 % more}. */
    public static String changeText(Money before, Money after) {
        if (!before.currency().equals(after.currency())) {
            return "in " + after.currency() + ", no longer in " + before.currency();
        }
        var difference = after.minus(before).amount();
        if (difference.signum() == 0) {
            return "the same";
        }
        var words = difference.signum() > 0 ? " more" : " less";
        if (before.amount().signum() == 0) {
            return words.strip();
        }
        var percent = difference.abs().multiply(HUNDRED).divide(before.amount(), 1, RoundingMode.HALF_EVEN);
        return Format.percent(percent) + words;
    }
}
