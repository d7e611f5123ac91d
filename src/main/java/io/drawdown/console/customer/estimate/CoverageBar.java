package io.drawdown.console.customer.estimate;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.usage.estimate.Estimate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The course of a job from start to end as a bar of packages and pay-per-use. It is hidden from screen readers, which
 * read the same in the table.
 */
class CoverageBar extends Div {

    private static final int SHADES = 3;

    CoverageBar(Estimate estimate, List<CoverageSegment> stretches, ZoneId zone) {
        addClassName("stretches");
        getElement().setAttribute("aria-hidden", "true");
        var bar = new Div();
        bar.addClassName("bar");
        var packages = new ArrayList<String>();
        for (var coverageSegment : stretches) {
            var segment = new Div();
            segment.getStyle()
                    .set("flex-grow", Double.toString((double) coverageSegment.nodeSeconds() / estimate.nodeSeconds()));
            if (coverageSegment.isCovered()) {
                var id = coverageSegment.part().packageId();
                if (!packages.contains(id)) {
                    packages.add(id);
                }
                segment.addClassName("package-" + packages.indexOf(id) % SHADES);
            } else {
                segment.addClassName("pay-per-use");
            }
            bar.add(segment);
        }
        var ends = new Div(new Span("now"), new Span(Format.minute(estimate.endsAt(), zone)));
        ends.addClassNames("between", "quiet");
        add(bar, ends, legend(estimate));
    }

    private static Div legend(Estimate estimate) {
        var legend = new Div();
        legend.addClassName("legend");
        addLegendEntry(legend, "package-0", "Packages", estimate.coveredNodeSeconds());
        addLegendEntry(legend, "pay-per-use", "Pay-per-use", estimate.chargedNodeSeconds());
        return legend;
    }

    private static void addLegendEntry(Div legend, String className, String name, long nodeSeconds) {
        if (nodeSeconds > 0) {
            var swatch = new Span();
            swatch.addClassName(className);
            legend.add(new Span(swatch, new Span(name + " " + Format.hours(nodeSeconds))));
        }
    }
}
