package io.drawdown.console.admin.catalog;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.dialog.FormDialog;
import io.drawdown.console.components.field.ParsedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A form for something of the catalogue, new or as it was seen. What somebody else has changed meanwhile is said before it can be
 * written over.
 */
public abstract class EditDialog<T> extends FormDialog {

    private final Consumer<T> saved;
    private final List<FormPart<T, ?>> parts = new ArrayList<>();
    private @Nullable T original;

    /**
     * A form with this title.
     *
     * @param seen the thing as it was when the form was opened; null for a new one
     * @param saved takes what was saved
     */
    public EditDialog(String title, String action, @Nullable T seen, Consumer<T> saved) {
        super(title, action);
        this.original = seen;
        this.saved = saved;
        addClassName("wide");
    }

    /** What the fields say; @throws ProblemException if that is nothing yet. */
    protected abstract T enteredValue();

    /** Saves what was entered in place of what was seen. */
    protected abstract T save(@Nullable T seen, T entered);

    /** The thing as it is now. */
    protected abstract Optional<T> readCurrent();

    /** Adds a field of the form, which shows this of the thing. */
    protected final <V, F extends AbstractField<?, V> & HasLabel & HasValidationProperties> F addPart(
            String path, F field, Function<T, V> of, Function<V, String> words) {
        parts.add(new FormPart<>(field.getLabel(), field, of, words));
        connectField(field, field.getLabel(), path);
        field.setManualValidation(true);
        field.addValueChangeListener(change -> field.setInvalid(false));
        return field;
    }

    /** Adds a field of the form for a number, which shows this of the thing. */
    protected final <V, F extends ParsedField<V>> F addPart(String path, F field, Function<T, @Nullable V> of) {
        parts.add(new FormPart<T, String>(
                field.getLabel(),
                field,
                thing -> field.textOf(of.apply(thing)),
                text -> text.isEmpty() ? "empty" : text));
        connectField(field, field.getLabel(), path);
        return field;
    }

    /**
     * What is asked before something is saved that is likely to be a mistake; null where nothing is.
     *
     * @param save saves it
     */
    protected @Nullable ConfirmationDialog confirmation(@Nullable T seen, T entered, Runnable save) {
        return null;
    }

    /** Fills the fields with what a thing says. */
    protected final void showValues(T thing) {
        parts.forEach(formPart -> formPart.show(thing));
    }

    /** Says what has changed meanwhile, and takes over what this form doesn't change. */
    protected void showWhatChanged(ProblemException refused) {
        var before = original;
        var now = readCurrent();
        original = now.orElse(null);
        if (before == null || now.isEmpty()) {
            showNotice(new Notice(
                            Notice.Tone.WARNING,
                            "Somebody else has removed this meanwhile. Save to add it anew, or cancel.")
                    .lead("Not saved"));
            return;
        }
        var changes = parts.stream()
                .map(formPart -> formPart.adoptChange(before, now.get()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        showNotice(new Notice(
                        Notice.Tone.WARNING,
                        "Somebody else has changed this since you opened it. " + changes
                                + " What you entered is still here: look at it, and save once more.")
                .lead("Not saved"));
    }

    @Override
    protected final void submit() {
        var entered = enteredValue();
        var question = confirmation(original, entered, () -> attempt(() -> saveAndClose(entered)));
        if (question == null) {
            saveAndClose(entered);
        } else {
            question.open();
        }
    }

    private void saveAndClose(T entered) {
        var done = save(original, entered);
        close();
        saved.accept(done);
    }

    @Override
    protected final void showProblem(ProblemException refused) {
        if (refused.type() == ProblemType.CHANGED_MEANWHILE) {
            showWhatChanged(refused);
        } else {
            super.showProblem(refused);
        }
    }
}
