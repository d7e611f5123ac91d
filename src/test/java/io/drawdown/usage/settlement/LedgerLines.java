package io.drawdown.usage.settlement;

import io.drawdown.quota.engine.Usage;
import org.jspecify.annotations.Nullable;

/** A ledger in words, so that two can be compared line by line. */
final class LedgerLines {

    private LedgerLines() {}

    static String record(String source, String job, Usage usage) {
        return source + " " + job + " " + usage.pool() + " " + usage.activity() + " " + usage.nodes() + " × ["
                + usage.start() + ", " + usage.end() + ")";
    }

    static String voided(Usage usage) {
        return "void of " + usage.nodes() + " × [" + usage.start() + ", " + usage.end() + ")";
    }

    static String deduction(long packageId, long from, long to, long nodeSeconds, long left) {
        return "  took " + nodeSeconds + " from " + packageId + " for [" + from + ", " + to + "), left " + left;
    }

    static String deductionReversal(long packageId, long from, long to, long nodeSeconds) {
        return "  gave back " + nodeSeconds + " to " + packageId + " for [" + from + ", " + to + ")";
    }

    static String charge(long from, long to, long nodeSeconds, String reason, @Nullable Long because) {
        return "  charged " + nodeSeconds + " for [" + from + ", " + to + "), " + reason + " " + because;
    }

    static String chargeReversal(long from, long to, long nodeSeconds) {
        return "  took back " + nodeSeconds + " for [" + from + ", " + to + ")";
    }
}
