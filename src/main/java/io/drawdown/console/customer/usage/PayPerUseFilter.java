package io.drawdown.console.customer.usage;

import io.drawdown.quota.engine.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A filter of charges: any, or those with one reason (R13). */
record PayPerUseFilter(@Nullable Reason reason) {

    static final PayPerUseFilter ANY = new PayPerUseFilter(null);

    /** Returns all choices. */
    static List<PayPerUseFilter> choices() {
        return Stream.concat(Stream.of(ANY), Arrays.stream(Reason.values()).map(PayPerUseFilter::new))
                .toList();
    }

    /** Returns the choice with a slug. */
    static Optional<PayPerUseFilter> parseSlug(String slug) {
        return choices().stream().filter(each -> each.slug().equals(slug)).findFirst();
    }

    /** Returns the value that stands for this choice in an address. */
    String slug() {
        return reason == null ? "any" : reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the label of this choice. */
    String label() {
        return switch (reason) {
            case null -> "For any reason";
            case DEDICATED_POOL -> "Dedicated pool";
            case USED_UP -> "Package used up";
            case NOT_YET_EFFECTIVE -> "Package not yet effective";
            case EXPIRED -> "Package expired";
            case ACTIVITY_NOT_COVERED -> "Activity not covered";
            case OTHER_REGION -> "Package for another region";
            case OTHER_SPECIFICATION -> "Package for another specification";
            case NO_PACKAGE -> "No package";
        };
    }
}
