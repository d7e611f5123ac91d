package io.drawdown.console.admin.runs;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.QuestionDialog;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.console.components.field.TimeField;
import io.drawdown.usage.runs.Run;
import io.drawdown.usage.runs.SilentRun;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dialog that asks when a silent run stopped, shows the consequences, and stops the run. */
class StopRunDialog extends QuestionDialog {

    private final SilentRun run;
    private final Function<Instant, Run> stop;
    private final Consumer<Notice> notify;
    private final Clock clock;
    private final TimeField time = new TimeField(true);
    private final Paragraph consequences = new Paragraph();
    private final Div problem = new Div();
    private final Button confirm = new Button("Stop the job");

    /**
     * Creates a dialog for a run.
     *
     * @param stop stops the run at an instant
     * @param notify receives the notice to show after the run was stopped
     */
    StopRunDialog(SilentRun run, Function<Instant, Run> stop, Consumer<Notice> notify, Clock clock) {
        super("Stop " + run.job() + "?", "32rem");
        this.run = run;
        this.stop = stop;
        this.notify = notify;
        this.clock = clock;
        setCloseOnOutsideClick(false);
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        confirm.setDisableOnClick(true);
        confirm.addClickListener(click -> stopRun());
        addTimeField();
        addRows(lastHeardText(), time, consequences, problem);
        addActions(confirm);
    }

    private Paragraph lastHeardText() {
        return new Paragraph("A job of " + run.account() + " on " + Format.count(run.nodes(), "node", "nodes")
                + ", running since " + minuteText(run.startedAt()) + ". Its last report was at "
                + minuteText(run.heardAt()) + ".");
    }

    private void addTimeField() {
        time.setLabel("Stopped at");
        time.setHelperText("Day and time in UTC. Proposed is the time of the last report.");
        time.setLimits(this::timeProblem);
        time.addValueChangeListener(change -> showConsequences());
        time.writeInstant(run.heardAt().isBefore(run.startedAt()) ? run.startedAt() : run.heardAt());
    }

    private void showConsequences() {
        var chosen = time.instant();
        if (chosen == null) {
            consequences.setText("");
            return;
        }
        var stand = NodeSeconds.of(run.nodes(), run.startedAt(), chosen);
        var since = Format.hours(NodeSeconds.of(run.nodes(), chosen, clock.instant()));
        consequences.setText((stand == 0
                        ? "No usage is kept. The " + since
                        : Format.hours(stand) + " are kept. The " + since + " since")
                + " are voided: packages get their quota back, and charges are reversed. Messages already sent"
                + " stay. This can’t be undone; an earlier stop that the scheduler reports later still"
                + " counts.");
    }

    private void stopRun() {
        confirm.setEnabled(true);
        problem.removeAll();
        time.check();
        var chosen = time.instant();
        if (chosen == null) {
            if (time.isEmpty()) {
                showError(TimeField.MISSING);
            }
            return;
        }
        try {
            var stopped = stop.apply(chosen);
            close();
            notify.accept(new Notice(
                    Notice.Tone.SUCCESS,
                    run.job() + " of " + run.account() + " is stopped at "
                            + secondText(Objects.requireNonNull(stopped.stoppedAt())) + ", after "
                            + Format.hours(NodeSeconds.of(run.nodes(), run.startedAt(), chosen)) + "."));
        } catch (ProblemException refused) {
            if (refused.type() == ProblemType.CHANGED_MEANWHILE) {
                close();
                notify.accept(new Notice(Notice.Tone.ERROR, refused.detail()).lead("Not stopped"));
            } else if (refused.errors().isEmpty()) {
                problem.add(new Notice(Notice.Tone.ERROR, refused.detail()));
            } else {
                showError(time.getLabel() + " " + refused.errors().getLast().message() + ".");
            }
        }
    }

    private void showError(String message) {
        FieldErrors.showError(time, message);
    }

    private @Nullable String timeProblem(Instant at) {
        if (at.isBefore(run.startedAt())) {
            return "The job started at " + secondText(run.startedAt()) + ". Choose that time or a later one.";
        }
        return at.isAfter(clock.instant())
                ? "This time is in the future. Choose the current time or an earlier one."
                : null;
    }

    private static String minuteText(Instant instant) {
        return Format.minute(instant, ZoneOffset.UTC) + " UTC";
    }

    private static String secondText(Instant instant) {
        return Format.minute(instant, ZoneOffset.UTC)
                + ":%02d UTC".formatted(Math.floorMod(instant.getEpochSecond(), 60));
    }
}
