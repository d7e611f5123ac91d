package io.drawdown.console.admin.integrity;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.StrongText;
import io.drawdown.integrity.report.IntegrityCheck;
import java.time.Duration;
import java.time.Instant;

/** The progress of a running check. */
class CheckProgressCard extends Card {

    private final ProgressBar bar = new ProgressBar();
    private final StrongText step = new StrongText("");
    private final Span rule = new Span();
    private final Span time = new Span();
    private final Button cancel = new Button("Cancel");

    CheckProgressCard(IntegrityCheck check, Runnable cancelled, Instant now) {
        super("Checking");
        rule.addClassName("quiet");
        time.addClassName("quiet");
        bar.getElement().setAttribute("aria-label", "Rules checked");
        var head = new Div(step, time);
        head.addClassName("between");
        cancel.setDisableOnClick(true);
        cancel.addClickListener(click -> cancelled.run());
        aside(cancel);
        add(head, bar, rule);
        showProgress(check, now);
    }

    void showProgress(IntegrityCheck check, Instant now) {
        bar.setMax(check.rulesTotal());
        bar.setValue(Math.min(check.rulesDone(), check.rulesTotal()));
        step.setText(
                check.rulesDone() == check.rulesTotal()
                        ? "Saving the findings"
                        : "Rule " + (check.rulesDone() + 1) + " of " + check.rulesTotal());
        rule.setText(
                check.rule() == null || check.ruleBeganAt() == null
                        ? "Counting rows"
                        : check.rule() + ", for "
                                + Format.durationToSecond(Duration.between(check.ruleBeganAt(), now)));
        time.setText("Started by " + check.startedBy() + " " + CheckLabels.durationText(check, now) + " ago"
                + (check.violations() == 0
                        ? ""
                        : ", " + Format.count(check.violations(), "violation", "violations") + " so far"));
        cancel.setEnabled(check.cancelledBy() == null);
        cancel.setText(check.cancelledBy() == null ? "Cancel" : "Cancelling …");
    }
}
