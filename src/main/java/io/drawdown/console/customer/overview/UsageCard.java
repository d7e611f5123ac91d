package io.drawdown.console.customer.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.console.components.Card;
import io.drawdown.usage.history.DayUsage;
import java.time.ZoneId;
import java.util.List;

/** The usage of the last days, covered and pay-per-use. */
class UsageCard extends Card {

    UsageCard(List<DayUsage> days, ZoneId zone) {
        super("Usage by day");
        subtitle("last " + days.size() + " days, node-hours, days in " + zone.getId());
        if (days.stream().allMatch(day -> day.nodeSeconds() == 0)) {
            var nothing = new Span("No usage in the last " + days.size() + " days.");
            nothing.addClassName("quiet");
            add(nothing);
            return;
        }
        aside(legend());
        add(new UsageChart(days));
    }

    private static Div legend() {
        var covered = new Span("Covered by packages");
        covered.addClassName("by-packages");
        var charged = new Span("Pay-per-use");
        charged.addClassName("pay-per-use");
        var legend = new Div(covered, charged);
        legend.addClassName("legend");
        return legend;
    }
}
