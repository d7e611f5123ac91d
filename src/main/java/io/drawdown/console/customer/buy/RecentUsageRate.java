package io.drawdown.console.customer.buy;

import io.drawdown.base.format.Format;
import io.drawdown.purchase.order.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** An account's recent usage of a specification in a region: node-seconds over a number of days. */
record RecentUsageRate(long nodeSeconds, int days) {

    /** Returns the rate in words, such as {@code 10.42 h a day}. */
    String perDayText() {
        return Format.hours(Math.round((double) nodeSeconds / days)) + " a day";
    }

    /** Returns in words how long an order lasts at this rate. */
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
