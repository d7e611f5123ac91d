package io.drawdown.console.rejected;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.drawdown.base.Listing;
import io.drawdown.base.ProblemException;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Question;
import io.drawdown.console.components.Strong;
import io.drawdown.console.format.Format;
import io.drawdown.usage.RejectedEvents;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks whether all events of a list are to be replayed, and does so batch by batch. The page asks for each batch, so that it
 * stops when the page is left, between two batches; beginning again goes on with what is left.
 */
class ReplayDialog extends Question {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayDialog.class);
    private static final int BATCH = 100;
    private static final int MOST_NAMED = 200;

    private final long count;
    private final Batches batches;
    private final Paragraph words = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private final UnorderedList refused = new UnorderedList();
    private final Div problem = new Div();
    private final Button begin = new Button("Replay all");
    private final Button stop = new Button("Stop");
    private boolean stopping;
    private long last;
    private long done;
    private long settled;

    /** Replays the next batch: the first so many after an event. */
    interface Batches {
        List<RejectedEvents.Replayed> replay(long after, int most);
    }

    ReplayDialog(long count, Batches batches, Runnable closed) {
        super("Replay " + Format.length(count, "event", "events") + "?", "34rem");
        this.count = count;
        this.batches = batches;
        setCloseOnOutsideClick(false);
        words.setText(
                "They are settled in the order in which they came, mended copies in place of what came: packages are drawn down and "
                        + "the rest is charged. That can’t be undone, except by voiding what was recorded. What is rejected again stays listed.");
        words.getElement().setAttribute("role", "status");
        bar.setVisible(false);
        bar.getElement().setAttribute("aria-label", "Replayed");
        refused.addClassName("replay-refused");
        refused.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", "Rejected again");
        stop.setVisible(false);
        begin.addThemeVariants(ButtonVariant.PRIMARY);
        begin.setDisableOnClick(true);
        begin.addClickListener(click -> begin());
        stop.addClickListener(click -> stopping = true);
        show(words, bar, problem, refused);
        offer(stop, begin);
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                stopping = true;
                closed.run();
            }
        });
    }

    private void begin() {
        setCloseOnEsc(false);
        begin.setVisible(false);
        cancel().setVisible(false);
        stop.setVisible(true);
        stop.focus();
        bar.setVisible(true);
        title().setText("Replaying");
        next();
    }

    private void next() {
        getElement().executeJs("return true").then(answer -> step());
    }

    /** Replays one batch and asks for the next, or comes to an end. */
    void step() {
        if (stopping) {
            end("Stopped");
            return;
        }
        try {
            var batch = batches.replay(last, BATCH);
            batch.forEach(this::count);
            say();
            if (batch.size() < BATCH) {
                end("Replayed");
            } else {
                next();
            }
        } catch (RuntimeException broken) {
            LOG.error("Replaying rejected events failed", broken);
            var why = broken instanceof ProblemException refusal
                    ? refusal.detail()
                    : "The program failed in a way that it shouldn’t; its log says how.";
            problem.add(new Notice(
                    Notice.Tone.ERROR,
                    "A batch could not be replayed: " + why + " Nothing of it was "
                            + "settled; what was replayed before counts. It is safe to try again."));
            end("Stopped");
        }
    }

    private void count(RejectedEvents.Replayed one) {
        last = one.event().id();
        done++;
        if (one.isSettled()) {
            settled++;
        } else if (refused.getComponentCount() < MOST_NAMED) {
            refused.add(new ListItem(new Strong(one.event().eventId()), new Paragraph(RejectedWords.of(one.result()))));
        }
    }

    private void say() {
        var isCounted = count <= Listing.MOST_COUNTED;
        bar.setIndeterminate(!isCounted);
        bar.setValue(count == 0 ? 1 : Math.min(1.0, (double) done / count));
        words.setText(Format.count(done) + (isCounted ? " of " + Format.count(Math.max(count, done)) : "")
                + " replayed: " + Format.count(settled) + " settled, " + Format.count(done - settled)
                + " rejected again." + (done - settled > MOST_NAMED ? " The first " + MOST_NAMED + " of these:" : ""));
    }

    private void end(String how) {
        title().setText(how);
        bar.setVisible(false);
        stop.setVisible(false);
        cancel().setText("Close");
        cancel().setVisible(true);
        cancel().focus();
        setCloseOnEsc(true);
        if (how.equals("Stopped")) {
            words.setText(words.getText() + " Replaying again goes on with what is left.");
        }
    }
}
