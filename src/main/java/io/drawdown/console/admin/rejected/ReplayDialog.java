package io.drawdown.console.admin.rejected;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.drawdown.base.ProblemException;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.dialog.QuestionDialog;
import io.drawdown.usage.RejectedEvents;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialog that replays all events of a list after confirmation, batch by batch. The browser requests each batch,
 * so leaving the page stops the replay between two batches. A later replay continues with the remaining events.
 */
class ReplayDialog extends QuestionDialog {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayDialog.class);
    private static final int BATCH_SIZE = 100;
    private static final int MAX_NAMED = 200;

    private final long count;
    private final Batches batches;
    private final Paragraph words = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private final UnorderedList refused = new UnorderedList();
    private final Div problem = new Div();
    private final Button begin = new Button("Replay all");
    private final Button stop = new Button("Stop");
    private boolean isStopping;
    private long lastReplayedId;
    private long replayed;
    private long settled;

    /** Replays a batch: a number of events that follow the event with an id. */
    interface Batches {
        List<RejectedEvents.ReplayResult> replay(long after, int most);
    }

    ReplayDialog(long count, Batches batches, Runnable closed) {
        super("Replay " + Format.listLength(count, "event", "events") + "?", "34rem");
        this.count = count;
        this.batches = batches;
        setCloseOnOutsideClick(false);
        words.setText(
                "Events are settled in the order received, corrected copies in place of the originals: packages are"
                        + " drawn down and the rest is charged. This can’t be undone, except by voiding the recorded"
                        + " usage. Events that are rejected again stay listed.");
        words.getElement().setAttribute("role", "status");
        bar.setVisible(false);
        bar.getElement().setAttribute("aria-label", "Replayed");
        refused.addClassName("replay-refused");
        refused.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", "Rejected again");
        stop.setVisible(false);
        begin.addThemeVariants(ButtonVariant.PRIMARY);
        begin.setDisableOnClick(true);
        begin.addClickListener(click -> start());
        stop.addClickListener(click -> isStopping = true);
        addRows(words, bar, problem, refused);
        addActions(stop, begin);
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                isStopping = true;
                closed.run();
            }
        });
    }

    private void start() {
        setCloseOnEsc(false);
        begin.setVisible(false);
        cancel().setVisible(false);
        stop.setVisible(true);
        stop.focus();
        bar.setVisible(true);
        title().setText("Replaying");
        requestBatch();
    }

    private void requestBatch() {
        getElement().executeJs("return true").then(answer -> replayBatch());
    }

    /** Replays one batch, then requests the next or finishes. */
    void replayBatch() {
        if (isStopping) {
            finish("Stopped");
            return;
        }
        try {
            var batch = batches.replay(lastReplayedId, BATCH_SIZE);
            batch.forEach(this::countResult);
            showProgress();
            if (batch.size() < BATCH_SIZE) {
                finish("Replayed");
            } else {
                requestBatch();
            }
        } catch (RuntimeException broken) {
            LOG.error("Replaying rejected events failed", broken);
            var why = broken instanceof ProblemException refusal
                    ? refusal.detail()
                    : "An unexpected error occurred. The server’s log has the details.";
            problem.add(new Notice(
                    Notice.Tone.ERROR,
                    "A batch could not be replayed: " + why + " Nothing in it was "
                            + "settled; earlier batches were. It is safe to try again."));
            finish("Stopped");
        }
    }

    private void countResult(RejectedEvents.ReplayResult one) {
        lastReplayedId = one.event().id();
        replayed++;
        if (one.isSettled()) {
            settled++;
        } else if (refused.getComponentCount() < MAX_NAMED) {
            refused.add(new ListItem(
                    new StrongText(one.event().eventId()), new Paragraph(RejectedEventLabels.label(one.result()))));
        }
    }

    private void showProgress() {
        var isCounted = count <= Listing.MAX_COUNTED;
        bar.setIndeterminate(!isCounted);
        bar.setValue(count == 0 ? 1 : Math.min(1.0, (double) replayed / count));
        words.setText(Format.count(replayed) + (isCounted ? " of " + Format.count(Math.max(count, replayed)) : "")
                + " replayed: " + Format.count(settled) + " settled, " + Format.count(replayed - settled)
                + " rejected again."
                + (replayed - settled > MAX_NAMED ? " The first " + MAX_NAMED + " of these:" : ""));
    }

    private void finish(String how) {
        title().setText(how);
        bar.setVisible(false);
        stop.setVisible(false);
        cancel().setText("Close");
        cancel().setVisible(true);
        cancel().focus();
        setCloseOnEsc(true);
        if (how.equals("Stopped")) {
            words.setText(words.getText() + " Replay again to continue with the rest.");
        }
    }
}
