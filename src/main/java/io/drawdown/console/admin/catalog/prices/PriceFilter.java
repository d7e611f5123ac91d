package io.drawdown.console.admin.catalog.prices;

import io.drawdown.catalog.model.Pool;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A filter of list prices; null matches all. */
record PriceFilter(
        @Nullable String region,
        @Nullable String specification,
        @Nullable Pool pool,
        @Nullable PriceState standing) {

    static final PriceFilter UNFILTERED = new PriceFilter(null, null, null, null);

    /** The state of a scope's list price. */
    enum PriceState {
        IN_FORCE("In force"),
        MISSING("Missing"),
        TO_CHANGE("About to change");

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

    boolean matches(PriceHistory history, Instant now) {
        var place = history.scope();
        return (region == null || place.region().equals(region))
                && (specification == null || place.specification().equals(specification))
                && (pool == null || place.pool() == pool)
                && (standing == null || standing.applies(history, now));
    }
}
