package io.drawdown.console.estimate;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Facts;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.format.Format;
import io.drawdown.usage.Estimate;
import io.drawdown.usage.JobPlan;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Says whether the job fits, at once in words that are read out when they change, then in detail. */
class Answer extends Card {

    private final ZoneId zone;
    private final Div badge = new Div();
    private final Paragraph words = new Paragraph();
    private final Div details = new Div();

    Answer(ZoneId zone) {
        super("If it started now");
        this.zone = zone;
        addClassName("answer");
        words.getElement().setAttribute("role", "status");
        details.addClassName("details");
        aside(badge);
        add(words, details);
    }

    /** Shows what would become of a job. */
    void show(Estimate estimate, JobPlan plan, StretchTable table, @Nullable LinkButton remedy) {
        var advice = Advice.of(estimate, zone);
        replace(
                new StatusBadge(advice.verdict(), advice.tone()),
                advice.sentence(),
                new StretchBar(estimate, Stretch.of(estimate), zone),
                facts(estimate, plan),
                table);
        if (remedy != null) {
            var actions = new Div(remedy);
            actions.addClassName("actions");
            details.add(actions);
        }
        var assumed = new Span("Beside the jobs that run now, if nothing else starts, stops or is bought.");
        assumed.addClassName("quiet");
        details.add(assumed);
    }

    /** Says what is missing for an answer. */
    void ask(String sentence) {
        replace(null, sentence);
    }

    /** Says why there is no answer. */
    void refuse(String message) {
        replace(null, "", new Notice(Notice.Tone.ERROR, message));
    }

    private void replace(@Nullable StatusBadge verdict, String sentence, Component... content) {
        badge.removeAll();
        details.removeAll();
        if (verdict != null) {
            badge.add(verdict);
        }
        words.setText(sentence);
        details.add(content);
    }

    private Facts facts(Estimate estimate, JobPlan plan) {
        var facts = new Facts()
                .fact(
                        "Job",
                        Format.count(plan.nodes(), "node", "nodes") + " × "
                                + plan.hours().stripTrailingZeros().toPlainString() + " h = "
                                + Format.hours(estimate.nodeSeconds()));
        if (estimate.coveredUntil() != null) {
            facts.fact("List price", Format.price(estimate.perNodeHour()) + " / h");
        }
        return facts;
    }
}
