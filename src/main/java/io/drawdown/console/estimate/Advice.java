package io.drawdown.console.estimate;

import io.drawdown.console.components.Tone;
import io.drawdown.console.format.Format;
import io.drawdown.usage.Estimate;
import java.time.ZoneId;
import java.util.List;

/** An estimate in a few words and in one sentence. */
record Advice(String verdict, Tone tone, String sentence) {

    static Advice of(Estimate estimate, ZoneId zone) {
        var all = Format.hours(estimate.nodeSeconds());
        var charged = Format.hours(estimate.chargedNodeSeconds());
        var cost = "would cost about " + Format.money(estimate.charged()) + " pay-per-use.";
        if (estimate.coveredUntil() == null) {
            return new Advice("It fits", Tone.WELL, "Packages cover all " + all + ". Nothing would be charged.");
        }
        if (estimate.coveredNodeSeconds() == 0) {
            return new Advice("It doesn’t fit", Tone.USED_UP, "No package covers any of it: all " + all + " " + cost);
        }
        return new Advice(
                "It fits in part",
                Tone.LOW,
                endsUncovered(estimate.parts())
                        ? "Packages cover it until " + Format.minute(estimate.coveredUntil(), zone) + "; the last "
                                + charged + " " + cost
                        : "Packages cover " + Format.bareHours(estimate.coveredNodeSeconds()) + " of " + all
                                + "; the other " + charged + " " + cost);
    }

    private static boolean endsUncovered(List<Estimate.Part> parts) {
        return parts.stream().dropWhile(part -> part.packageId() != null).allMatch(part -> part.packageId() == null);
    }
}
