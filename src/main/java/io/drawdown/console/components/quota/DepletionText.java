package io.drawdown.console.components.quota;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.quota.forecast.Depletion;
import io.drawdown.quota.forecast.DepletionForecast;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The depletion of a quota in sentences: at the current rate, and at the rate of the last week. */
public class DepletionText extends Div {

    /** Creates the sentences that can be said; none if nothing runs and nothing is known. */
    public DepletionText(DepletionForecast depletionForecast, ZoneId zone, Instant now) {
        addClassNames("runs-out", "quiet");
        var present = depletionForecast.atCurrentRate();
        var week = depletionForecast.atTrailingWeekRate();
        if (present != null && present.at().isAfter(now)) {
            add(new Span(
                    present.usedUp()
                            ? "At the current rate: runs out " + Format.upcomingMinute(present.at(), zone, now) + " ("
                                    + Format.distance(present.at(), now) + ")"
                            : "At the current rate: expires before it runs out"));
        }
        if (week != null && week.likely().at().isAfter(now)) {
            add(new Span(trailingWeekText(week, zone, now)));
        } else if (!depletionForecast.hasEnoughHistory()
                && present != null
                && present.at().isAfter(now)) {
            add(new Span("At last week’s rate: not enough history yet"));
        }
    }

    /**
     * Returns a short text for below a meter, such as {@code Runs out 3 Dec, 14:20}; empty if the quota isn't being
     * used up.
     */
    public static String briefText(@Nullable Depletion atPresentBurn, ZoneId zone, Instant now) {
        return atPresentBurn == null
                        || !atPresentBurn.usedUp()
                        || !atPresentBurn.at().isAfter(now)
                ? ""
                : "Runs out " + Format.upcomingMinute(atPresentBurn.at(), zone, now);
    }

    private static String trailingWeekText(DepletionForecast.Range week, ZoneId zone, Instant now) {
        var first = week.earliest();
        var likely = week.likely();
        var last = week.latest();
        if (!first.usedUp()) {
            return "At last week’s rate: expires before it runs out";
        }
        var earliest = Format.upcomingDay(first.at(), zone, now);
        if (!likely.usedUp()) {
            return "At last week’s rate: likely expires before it runs out (" + earliest + " at the earliest)";
        }
        var expected = Format.upcomingDay(likely.at(), zone, now);
        if (!last.usedUp()) {
            return "At last week’s rate: around " + expected + " (" + earliest + " at the earliest)";
        }
        var latest = Format.upcomingDay(last.at(), zone, now);
        return earliest.equals(latest)
                ? "At last week’s rate: around " + expected
                : "At last week’s rate: around " + expected + " (between " + earliest + " and " + latest + ")";
    }
}
