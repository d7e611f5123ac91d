package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How a package's remaining node-hours fell over time, as a step line and as a table. */
public class RemainingChart extends Composite<Div> {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    /** What remained from an instant on. */
    public record Point(Instant at, double nodeHours) {}

    /** A chart of these points in order of time, in an account's zone, described for those who don't see it. */
    public RemainingChart(List<Point> points, double total, ZoneId zone, String description) {
        var details = new Details("Show as table", table(points, zone));
        details.addClassName("chart-table");
        getContent().addClassName("remaining-chart");
        getContent().add(new Plot(points, total, zone, description), details);
    }

    private static NativeTable table(List<Point> points, ZoneId zone) {
        var table = new NativeTable();
        var header = new NativeTableRow(new NativeTableHeaderCell("From"), new NativeTableHeaderCell("Remaining"));
        table.getHead().add(header);
        for (Point point : points) {
            var row = new NativeTableRow();
            row.addDataCell().setText(MINUTE.format(point.at().atZone(zone)));
            row.addDataCell().setText(String.format(Locale.ENGLISH, "%,.2f h", point.nodeHours()));
            table.getBody().add(row);
        }
        return table;
    }

    @Tag("drawdown-remaining-chart")
    @JsModule("context://charts/remaining-chart.js")
    private static final class Plot extends Component {

        Plot(List<Point> points, double total, ZoneId zone, String description) {
            getElement()
                    .setAttribute("role", "img")
                    .setAttribute("aria-label", description)
                    .setProperty("zone", zone.getId())
                    .setProperty("total", total)
                    .setPropertyList("points", points.stream()
                            .map(point -> List.of((double) point.at().toEpochMilli(), point.nodeHours()))
                            .toList());
        }
    }
}
