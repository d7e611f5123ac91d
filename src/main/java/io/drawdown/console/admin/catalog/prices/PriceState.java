package io.drawdown.console.admin.catalog.prices;

import java.time.Instant;

/** The state of a scope's list price. */
enum PriceState {
    IN_FORCE("In force"),
    MISSING("Missing"),
    TO_CHANGE("Change planned");

    private final String words;

    PriceState(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean applies(PriceHistory history, Instant now) {
        return switch (this) {
            case IN_FORCE -> !history.hasNoPriceAt(now);
            case MISSING -> history.hasNoPriceAt(now);
            case TO_CHANGE -> history.firstPriceAfter(now).isPresent();
        };
    }
}
