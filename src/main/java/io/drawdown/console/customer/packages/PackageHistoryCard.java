package io.drawdown.console.customer.packages;

import com.vaadin.flow.component.html.Span;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.quota.RemainingChart;
import io.drawdown.quota.packages.PackageStatus;
import io.drawdown.quota.packages.RemainingPoint;
import io.drawdown.quota.packages.ResourcePackage;
import java.time.ZoneId;
import java.util.List;

/** The chart of what remained of a package over time, with its alert thresholds and forecasts. */
class PackageHistoryCard extends Card {

    /** Creates a card for a package that isn't effective yet. It says when the history will begin. */
    PackageHistoryCard(ZoneId zone) {
        super("Remaining over time", new Span("It starts with the package’s first day."));
        addLegend(zone);
    }

    PackageHistoryCard(
            ResourcePackage one,
            List<RemainingPoint> points,
            UsageAlert alert,
            List<RemainingChart.Forecast> forecasts,
            ZoneId zone) {
        super("Remaining over time");
        addLegend(zone);
        var told = one.status() != PackageStatus.EXPIRED;
        var levels = told ? alert.thresholdsOfPackage(one.id()) : List.<Threshold>of();
        add(new RemainingChart(
                points.stream()
                        .map(point -> new RemainingChart.Point(point.at(), point.remainingNodeSeconds()))
                        .toList(),
                one.totalNodeSeconds(),
                levels.stream()
                        .map(threshold -> new RemainingChart.Level(
                                DomainLabels.label(threshold), threshold.level(one.totalNodeSeconds())))
                        .toList(),
                forecasts,
                zone));
        if (told && alert.scope() == UsageAlert.Scope.SAME_KIND) {
            var words = new Span("Alerts watch the total of this package’s kind, so no thresholds are drawn here.");
            words.addClassName("quiet");
            add(words);
        }
    }

    private void addLegend(ZoneId zone) {
        subtitle("node-hours, times in " + zone.getId());
    }
}
