package io.drawdown.console.customer.estimate;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.usage.estimate.Estimate;
import io.drawdown.usage.estimate.JobPlan;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of an estimate: a short text that screen readers announce when it changes, then the details. */
class EstimateResultCard extends Card {

    private final ZoneId zone;
    private final Div badge = new Div();
    private final Paragraph sentenceArea = new Paragraph();
    private final Div details = new Div();

    EstimateResultCard(ZoneId zone) {
        super("If it started now");
        this.zone = zone;
        addClassName("answer");
        sentenceArea.getElement().setAttribute("role", "status");
        details.addClassName("details");
        aside(badge);
        add(sentenceArea, details);
    }

    /** Shows the estimate of a job. */
    void show(
            Estimate estimate, JobPlan plan, CoverageGrid table, @Nullable Notice doubt, @Nullable LinkButton remedy) {
        var estimateSummary = EstimateSummary.of(estimate, zone);
        replace(
                new StatusBadge(estimateSummary.verdict(), estimateSummary.tone()),
                estimateSummary.sentence(),
                new CoverageBar(estimate, CoverageSegment.of(estimate), zone),
                facts(estimate, plan),
                table);
        if (doubt != null) {
            details.addComponentAsFirst(doubt);
        }
        if (remedy != null) {
            var actions = new Div(remedy);
            actions.addClassName("actions");
            details.add(actions);
        }
        var assumed =
                new Span("Assumes that the jobs now running go on, and that nothing else starts, stops or is bought.");
        assumed.addClassName("quiet");
        details.add(assumed);
    }

    /** Shows which input is missing. */
    void showMissing(String sentence) {
        replace(null, sentence);
    }

    /** Shows why there is no estimate. */
    void showError(String message) {
        replace(null, "", new Notice(Notice.Tone.ERROR, message));
    }

    private void replace(@Nullable StatusBadge verdict, String sentence, Component... content) {
        badge.removeAll();
        details.removeAll();
        if (verdict != null) {
            badge.add(verdict);
        }
        sentenceArea.setText(sentence);
        details.add(content);
    }

    private FactList facts(Estimate estimate, JobPlan plan) {
        var factList = new FactList()
                .fact(
                        "Job",
                        Format.count(Objects.requireNonNull(plan.nodes()), "node", "nodes") + " × "
                                + Objects.requireNonNull(plan.hours())
                                        .stripTrailingZeros()
                                        .toPlainString() + " h = "
                                + Format.hours(estimate.nodeSeconds()));
        if (estimate.coveredUntil() != null) {
            factList.fact("List price", Format.nodeHourPrice(estimate.perNodeHour()) + " / h");
        }
        return factList;
    }
}
