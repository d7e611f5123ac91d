package io.drawdown.console.catalog;

import io.drawdown.catalog.ListPrice;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** What a new list price changes and what it doesn't, in words (R6). */
final class PriceEffect {

    private PriceEffect() {}

    /** What a price does that is set in this history from an instant on. */
    static String of(PriceHistory history, Instant from, Instant now, ZoneId zone) {
        return before(history, from, zone) + " " + rule(from, now) + until(history, from, zone);
    }

    private static String before(PriceHistory history, Instant from, ZoneId zone) {
        return history.at(from)
                .map(price -> price.from().equals(from)
                        ? "It takes the place of " + PriceWords.of(price) + ", set from the same instant."
                        : "It follows " + PriceWords.of(price) + ", in force "
                                + (price.from().equals(ListPrice.ALWAYS)
                                        ? "from always."
                                        : "since " + PriceWords.at(price.from(), zone) + "."))
                .orElse("Before that there is no price, and usage is rejected.");
    }

    private static String rule(Instant from, Instant now) {
        return from.isBefore(now.truncatedTo(ChronoUnit.SECONDS))
                ? "That instant has passed. What is settled stays as it is, and so do jobs that run already; usage that started since then "
                        + "and is reported from now on is charged at the new price."
                : "What starts from then on is charged at the new price. What is settled stays as it is, "
                        + "and jobs that run already keep the price at which they started.";
    }

    private static String until(PriceHistory history, Instant from, ZoneId zone) {
        return history.after(from)
                .map(price -> " It holds until " + PriceWords.at(price.from(), zone) + ", when " + PriceWords.of(price)
                        + " takes over.")
                .orElse("");
    }
}
