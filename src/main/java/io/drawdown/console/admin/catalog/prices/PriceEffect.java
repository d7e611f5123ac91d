package io.drawdown.console.admin.catalog.prices;

import io.drawdown.catalog.model.ListPrice;
import io.drawdown.console.admin.catalog.PriceLabels;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Describes what a new list price changes and what it doesn't (R6). */
final class PriceEffect {

    private PriceEffect() {}

    /** Describes the effect of a price that is added to a history from an instant on. */
    static String describe(PriceHistory history, Instant from, Instant now, ZoneId zone) {
        return describeBefore(history, from, zone) + " " + describeRule(from, now) + describeEnd(history, from, zone);
    }

    private static String describeBefore(PriceHistory history, Instant from, ZoneId zone) {
        return history.priceAt(from)
                .map(price -> price.from().equals(from)
                        ? "It replaces " + PriceLabels.label(price) + ", which starts at the same time."
                        : "It follows " + PriceLabels.label(price) + ", in force "
                                + (price.from().equals(ListPrice.EARLIEST_FROM)
                                        ? "since the beginning."
                                        : "since " + PriceLabels.instantText(price.from(), zone) + "."))
                .orElse("Before that there is no price, and usage is rejected.");
    }

    private static String describeRule(Instant from, Instant now) {
        return from.isBefore(now.truncatedTo(ChronoUnit.SECONDS))
                ? "This time is in the past. Settled usage and running jobs keep their price; usage that started since"
                        + " then and is reported from now on is charged at the new price."
                : "Usage that starts from then on is charged at the new price. Settled usage and running jobs keep"
                        + " their price.";
    }

    private static String describeEnd(PriceHistory history, Instant from, ZoneId zone) {
        return history.firstPriceAfter(from)
                .map(price -> " It holds until " + PriceLabels.instantText(price.from(), zone) + ", when "
                        + PriceLabels.label(price) + " takes over.")
                .orElse("");
    }
}
