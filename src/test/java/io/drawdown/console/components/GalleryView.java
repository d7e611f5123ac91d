package io.drawdown.console.components;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.components.quota.Meter;
import io.drawdown.console.components.quota.RemainingChart;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

@Route("gallery")
@PageTitle("Gallery · Drawdown")
@PermitAll
class GalleryView extends Page {

    private static final Instant START = Instant.parse("2026-10-23T16:00:00Z");

    GalleryView() {
        super("Gallery", new Button("Export CSV"), primary("Buy Package"));
        add(
                new Notice(
                                Notice.Tone.WARNING,
                                new StrongText("V100 in cn-north-4"),
                                new Span(" has 8.40 of 100 h left."))
                        .lead("Low")
                        .action(new Anchor("buy", "Buy more")),
                new Notice(Notice.Tone.INFO, "62.00 h unused, expiring on 25 Nov (in 3 days).").lead("Expiring"),
                new Notice(Notice.Tone.ERROR, "The quantity is between 1 and 100."),
                new Notice(Notice.Tone.SUCCESS, "Order 2026-1042 is placed."));
        add(new H2("Remaining quota"));
        var row = new Div(
                quota("V100", "8.40 h", "Low", 8.4, StatusTone.LOW),
                quota("Ascend 910B", "62.00 h", "In effect", 62, StatusTone.WELL),
                quota("8 vCPU", "0.00 h", "Used up", 0, StatusTone.USED_UP),
                quota("P100", "12.25 h", "Expired", 12.25, StatusTone.EXPIRED),
                quota("2 × V100", "100.00 h", "Not yet effective", 100, StatusTone.PENDING));
        row.getStyle()
                .set("display", "grid")
                .set("gap", "var(--vaadin-gap-l)")
                .set("grid-template-columns", "repeat(auto-fit, minmax(min(18rem, 100%), 1fr))");
        add(row);
        add(new Card("Remaining", remaining()).subtitle("last 30 days, node-hours"));
        add(new Card("Facts", new FactList().fact("Region", "cn-north-4").fact("Total duration", "3 × 100 = 300 h")));
        add(new EmptyState("No packages yet", "Buy one, and it is listed here.", primary("Buy a package")));
    }

    private static Card quota(String specification, String left, String word, double value, StatusTone statusTone) {
        return new Card(
                        specification,
                        new Div(new StrongText(left), new Span(" left of 100.00 h")),
                        new Meter(specification + " in cn-north-4", value, 100, statusTone)
                                .valueText(left + " of 100 h left")
                                .threshold(20))
                .subtitle("cn-north-4")
                .aside(new StatusBadge(word, statusTone));
    }

    private static RemainingChart remaining() {
        var points = IntStream.range(0, 30)
                .mapToObj(day -> new RemainingChart.Point(START.plus(Duration.ofDays(day)), 3600 * (100 - 2L * day)))
                .toList();
        var levels = List.of(
                new RemainingChart.Level("20\u00a0%", 3600 * 20), new RemainingChart.Level("30.00\u00a0h", 3600 * 30));
        var now = points.getLast();
        var forecast = new RemainingChart.Forecast(
                "at the last week’s rate",
                now,
                new RemainingChart.Point(day(50), 0),
                new RemainingChart.Range(day(45), day(58)));
        return new RemainingChart(points, 3600 * 100, levels, List.of(forecast), ZoneId.of("Asia/Shanghai"));
    }

    private static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }

    private static Button primary(String text) {
        var button = new Button(text);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }
}
