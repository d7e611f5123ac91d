package io.drawdown.console.components.quota;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.label.DomainLabels;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The chart of what remained of a package over time and may remain in the future, as a line and as a table. */
public class RemainingChart extends Composite<Div> {

    /** What remained from an instant on, in node-seconds. */
    public record Point(Instant at, long nodeSeconds) {

        private List<Double> coordinates() {
            return List.of((double) at.toEpochMilli(), hours(nodeSeconds));
        }
    }

    /** A threshold in node-seconds, named as it was set, such as {@code 20 %}. */
    public record Level(String name, long nodeSeconds) {

        private String text() {
            var hours = Format.compactHours(nodeSeconds);
            return name.equals(hours) ? name : name + " (" + hours + ")";
        }
    }

    /**
     * A forecast: a straight line from a point, which is now, to another.
     *
     * @param basis the assumption, such as {@code at the current rate}
     * @param range the earliest and latest instant of the second point; null if unknown
     */
    public record Forecast(
            String basis, Point from, Point to, @Nullable Range range) {

        private String text(ZoneId zone) {
            return "Forecast " + basis + ": " + (to.nodeSeconds() == 0 ? "nothing" : Format.hours(to.nodeSeconds()))
                    + " left on " + Format.minute(to.at(), zone)
                    + (range == null ? "" : ", or between " + range.text(zone)) + ".";
        }

        private Line toLine() {
            return new Line(
                    basis,
                    from.coordinates(),
                    to.coordinates(),
                    range == null
                            ? null
                            : List.of((double) range.earliest().toEpochMilli(), (double)
                                    range.latest().toEpochMilli()));
        }
    }

    /** The range between two instants. */
    public record Range(Instant earliest, Instant latest) {

        private String text(ZoneId zone) {
            return Format.minute(earliest, zone) + " and " + Format.minute(latest, zone);
        }
    }

    /** A forecast in the form that the browser reads. */
    private record Line(
            String basis,
            List<Double> from,
            List<Double> to,
            @Nullable List<Double> range) {}

    /**
     * Creates a chart of at least one point, in the order of time, in an account's zone. Levels above the total
     * aren't drawn.
     */
    public RemainingChart(
            List<Point> points, long totalNodeSeconds, List<Level> levels, List<Forecast> forecasts, ZoneId zone) {
        getContent()
                .add(
                        new Plot(points, totalNodeSeconds, levels, forecasts, zone),
                        table(points, levels, forecasts, zone));
    }

    private static ChartDataTable table(List<Point> points, List<Level> levels, List<Forecast> forecasts, ZoneId zone) {
        var table = new ChartDataTable("From", "Remaining");
        points.forEach(point -> table.row(Format.minute(point.at(), zone), Format.hours(point.nodeSeconds())));
        for (var forecast : forecasts) {
            var left = Format.hours(forecast.to().nodeSeconds());
            var range = forecast.range();
            var name = " (forecast " + forecast.basis();
            if (range != null) {
                table.row(Format.minute(range.earliest(), zone) + name + ", earliest)", left);
            }
            table.row(Format.minute(forecast.to().at(), zone) + name + ")", left);
            if (range != null) {
                table.row(Format.minute(range.latest(), zone) + name + ", latest)", left);
            }
        }
        return levels.isEmpty() ? table : table.words(alerts(levels));
    }

    private static String alerts(List<Level> levels) {
        return "Alerts at "
                + DomainLabels.joinWithAnd(levels.stream().map(Level::text).toList()) + ".";
    }

    private static double hours(long nodeSeconds) {
        return NodeSeconds.toNodeHours(nodeSeconds).doubleValue();
    }

    @Tag("drawdown-remaining-chart")
    @JsModule("context://charts/remaining-chart.js")
    private static final class Plot extends Component {

        Plot(List<Point> points, long total, List<Level> levels, List<Forecast> forecasts, ZoneId zone) {
            getElement()
                    .setAttribute("role", "img")
                    .setAttribute("aria-label", description(points, total, levels, forecasts, zone))
                    .setProperty("zone", zone.getId())
                    .setProperty("total", hours(total))
                    .setPropertyList(
                            "points", points.stream().map(Point::coordinates).toList())
                    .setPropertyList(
                            "levels",
                            levels.stream()
                                    .map(level -> List.of(level.name(), hours(level.nodeSeconds())))
                                    .toList())
                    .setPropertyList(
                            "forecasts",
                            forecasts.stream().map(Forecast::toLine).toList());
        }

        private static String description(
                List<Point> points, long total, List<Level> levels, List<Forecast> forecasts, ZoneId zone) {
            var first = points.getFirst();
            var last = points.getLast();
            var words = new ArrayList<String>();
            words.add("Of " + Format.hours(total) + ", " + Format.hours(first.nodeSeconds()) + " were left on "
                    + Format.minute(first.at(), zone) + " and " + Format.hours(last.nodeSeconds()) + " on "
                    + Format.minute(last.at(), zone) + ".");
            if (!levels.isEmpty()) {
                words.add(alerts(levels));
            }
            forecasts.forEach(forecast -> words.add(forecast.text(zone)));
            return words.stream().collect(Collectors.joining(" "));
        }
    }
}
