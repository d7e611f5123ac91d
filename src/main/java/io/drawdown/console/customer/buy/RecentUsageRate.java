package io.drawdown.console.customer.buy;

import io.drawdown.base.format.Format;
import io.drawdown.purchase.order.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** How fast an account drew a specification down in a region of late. */
record RecentUsageRate(long nodeSeconds, int days) {

    /** The pace in words, such as {@code 10.42 h a day}. */
    String perDayText() {
        return Format.hours(Math.round((double) nodeSeconds / days)) + " a day";
    }

    /** How long an order lasts at this pace, in words. */
    String durationText(Quote quote) {
        var lasting = BigDecimal.valueOf(quote.totalNodeSeconds())
                .multiply(BigDecimal.valueOf(days))
                .divide(BigDecimal.valueOf(nodeSeconds), 0, RoundingMode.HALF_UP)
                .longValue();
        var valid = Duration.between(quote.effectiveAt(), quote.expiresAt()).toDays();
        if (lasting > valid) {
            return "longer than it is valid";
        }
        return lasting == 0 ? "lasts less than a day" : "lasts about " + Format.count(lasting, "day", "days");
    }
}
