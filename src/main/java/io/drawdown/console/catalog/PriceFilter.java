package io.drawdown.console.catalog;

import io.drawdown.catalog.Pool;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which list prices are shown; what is null doesn't narrow. */
record PriceFilter(
        @Nullable String region,
        @Nullable String specification,
        @Nullable Pool pool,
        @Nullable Standing standing) {

    static final PriceFilter ALL = new PriceFilter(null, null, null, null);

    /** How it stands with a price. */
    enum Standing {
        IN_FORCE("In force"),
        MISSING("Missing"),
        TO_CHANGE("About to change");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean is(PriceHistory history, Instant now) {
            return switch (this) {
                case IN_FORCE -> !history.isGap(now);
                case MISSING -> history.isGap(now);
                case TO_CHANGE -> history.after(now).isPresent();
            };
        }
    }

    boolean matches(PriceHistory history, Instant now) {
        var place = history.place();
        return (region == null || place.region().equals(region))
                && (specification == null || place.specification().equals(specification))
                && (pool == null || place.pool() == pool)
                && (standing == null || standing.is(history, now));
    }
}
