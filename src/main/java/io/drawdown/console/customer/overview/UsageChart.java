package io.drawdown.console.customer.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.quota.ChartDataTable;
import io.drawdown.usage.history.DayUsage;
import java.util.Comparator;
import java.util.List;

/** The chart of usage by day, covered and pay-per-use, as stacked bars and as a table. */
class UsageChart extends Composite<Div> {

    /** Creates a chart of at least one day. */
    UsageChart(List<DayUsage> days) {
        var table = new ChartDataTable("Day", "Covered by packages", "Pay-per-use", "Total");
        for (var day : days) {
            table.row(
                    Format.day(day.day()),
                    Format.hours(day.coveredNodeSeconds()),
                    Format.hours(day.chargedNodeSeconds()),
                    Format.hours(day.nodeSeconds()));
        }
        getContent().add(new Plot(days), table);
    }

    @Tag("drawdown-usage-chart")
    @JsModule("context://charts/usage-chart.js")
    private static final class Plot extends Component {

        Plot(List<DayUsage> days) {
            getElement()
                    .setAttribute("role", "img")
                    .setAttribute("aria-label", description(days))
                    .setPropertyList(
                            "days",
                            days.stream()
                                    .map(day -> List.of(
                                            day.day().toString(),
                                            hours(day.coveredNodeSeconds()),
                                            hours(day.chargedNodeSeconds())))
                                    .toList());
        }

        private static String description(List<DayUsage> days) {
            var covered = days.stream().mapToLong(DayUsage::coveredNodeSeconds).sum();
            var charged = days.stream().mapToLong(DayUsage::chargedNodeSeconds).sum();
            var most = days.stream()
                    .max(Comparator.comparingLong(DayUsage::nodeSeconds))
                    .orElseThrow();
            return "From " + Format.day(days.getFirst().day()) + " to "
                    + Format.day(days.getLast().day()) + ", packages covered "
                    + Format.hours(covered) + " and " + Format.hours(charged) + " were pay-per-use. Most usage was on "
                    + Format.day(most.day()) + ": " + Format.hours(most.nodeSeconds()) + ".";
        }

        private static double hours(long nodeSeconds) {
            return NodeSeconds.toNodeHours(nodeSeconds).doubleValue();
        }
    }
}
