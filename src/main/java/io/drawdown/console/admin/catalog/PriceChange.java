package io.drawdown.console.admin.catalog;

import io.drawdown.base.Money;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Compares an entered price with the previous one in words, and asks for confirmation where a typing mistake is
 * likely.
 */
public final class PriceChange {

    private static final BigDecimal LARGE_FACTOR = BigDecimal.TEN;

    private PriceChange() {}

    /**
     * Returns a sentence with the previous price and the difference, such as
     * {@code The price before was $ 1.20: 100 times as much.}
     */
    public static String sentence(Money before, Money now) {
        return "The price before was " + Format.nodeHourPrice(before) + ": " + differenceText(before, now) + ".";
    }

    /** Returns the difference from the previous price, such as {@code 10 % more} or {@code 100 times as much}. */
    static String differenceText(Money before, Money now) {
        if (!isLarge(before, now)
                || before.amount().signum() == 0
                || now.amount().signum() == 0) {
            return PriceLabels.changeText(before, now);
        }
        return before.compareTo(now) < 0
                ? factor(now.amount(), before.amount()) + " times as much"
                : "1/" + factor(before.amount(), now.amount()) + " of it";
    }

    /** Returns whether a price is at least 10 times the previous one, or at most a tenth of it. */
    static boolean isLarge(Money before, Money now) {
        if (!before.currency().equals(now.currency()) || before.compareTo(now) == 0) {
            return false;
        }
        return now.amount().compareTo(before.amount().multiply(LARGE_FACTOR)) >= 0
                || now.amount().multiply(LARGE_FACTOR).compareTo(before.amount()) <= 0;
    }

    /**
     * Returns the confirmation for a price that differs much from the previous one; null if it doesn't.
     *
     * @param of what the price is for, such as {@code a node-hour}; may be empty
     * @param save sets the price
     */
    public static @Nullable ConfirmationDialog confirmation(Money before, Money now, String of, Runnable save) {
        if (!isLarge(before, now)) {
            return null;
        }
        var price = Format.nodeHourPrice(now) + (of.isEmpty() ? "" : " " + of);
        return new ConfirmationDialog(
                "Is it " + price + "?",
                sentence(before, now) + " Nothing is saved yet.",
                "Yes, it is " + Format.nodeHourPrice(now),
                save);
    }

    private static String factor(BigDecimal larger, BigDecimal smaller) {
        return larger.divide(smaller, 1, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
