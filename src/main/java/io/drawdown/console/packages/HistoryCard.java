package io.drawdown.console.packages;

import com.vaadin.flow.component.html.Span;
import io.drawdown.alert.Threshold;
import io.drawdown.alert.UsageAlert;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.RemainingChart;
import io.drawdown.console.format.Format;
import io.drawdown.quota.PackageStatus;
import io.drawdown.quota.RemainingPoint;
import io.drawdown.quota.ResourcePackage;
import java.time.ZoneId;
import java.util.List;

/** What remained of a package over time, with the thresholds of its alerts and how it may go on. */
class HistoryCard extends Card {

    /** A card that says when the history of a package begins that isn't effective yet. */
    HistoryCard(ZoneId zone) {
        super("Remaining over time", new Span("It starts with the package’s first day."));
        subtitle(zone);
    }

    HistoryCard(
            ResourcePackage one,
            List<RemainingPoint> points,
            UsageAlert alert,
            List<RemainingChart.Forecast> forecasts,
            ZoneId zone) {
        super("Remaining over time");
        subtitle(zone);
        var told = one.status() != PackageStatus.EXPIRED;
        var levels = told ? alert.ofPackage(one.id()) : List.<Threshold>of();
        add(new RemainingChart(
                points.stream()
                        .map(point -> new RemainingChart.Point(point.at(), point.remainingNodeSeconds()))
                        .toList(),
                one.totalNodeSeconds(),
                levels.stream()
                        .map(threshold -> level(threshold, one.totalNodeSeconds()))
                        .toList(),
                forecasts,
                zone));
        if (told && alert.scope() == UsageAlert.Scope.SAME_KIND) {
            var words = new Span("Alerts watch the total of this package’s kind, so no thresholds are drawn here.");
            words.addClassName("quiet");
            add(words);
        }
    }

    private void subtitle(ZoneId zone) {
        subtitle("node-hours, times in " + zone.getId());
    }

    private static RemainingChart.Level level(Threshold threshold, long total) {
        var name = switch (threshold.type()) {
            case PERCENTAGE -> threshold.value() + "\u00a0%";
            case REMAINING -> Format.hours(threshold.value());
        };
        return new RemainingChart.Level(name, threshold.level(total));
    }
}
