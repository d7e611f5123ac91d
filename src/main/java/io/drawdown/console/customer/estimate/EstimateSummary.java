package io.drawdown.console.customer.estimate;

import io.drawdown.base.format.Format;
import io.drawdown.console.components.StatusTone;
import io.drawdown.usage.estimate.Estimate;
import java.time.ZoneId;
import java.util.List;

/** An estimate as a short verdict and one sentence. */
record EstimateSummary(String verdict, StatusTone tone, String sentence) {

    static EstimateSummary of(Estimate estimate, ZoneId zone) {
        var all = Format.hours(estimate.nodeSeconds());
        var charged = Format.hours(estimate.chargedNodeSeconds());
        var cost = "would cost about " + Format.money(estimate.charged()) + " pay-per-use.";
        if (estimate.coveredUntil() == null) {
            return new EstimateSummary(
                    "It fits", StatusTone.WELL, "Packages cover all " + all + ". Nothing would be charged.");
        }
        if (estimate.coveredNodeSeconds() == 0) {
            return new EstimateSummary(
                    "It doesn’t fit", StatusTone.USED_UP, "No package covers any of it: all " + all + " " + cost);
        }
        return new EstimateSummary(
                "It fits in part",
                StatusTone.LOW,
                isUncoveredAtEnd(estimate.parts())
                        ? "Packages cover it until " + Format.minute(estimate.coveredUntil(), zone) + "; the last "
                                + charged + " " + cost
                        : "Packages cover " + Format.hoursWithoutUnit(estimate.coveredNodeSeconds()) + " of " + all
                                + "; the other " + charged + " " + cost);
    }

    private static boolean isUncoveredAtEnd(List<Estimate.Part> parts) {
        return parts.stream().dropWhile(part -> part.packageId() != null).allMatch(part -> part.packageId() == null);
    }
}
