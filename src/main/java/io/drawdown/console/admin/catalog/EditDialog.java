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
 * A form that adds a catalogue entry or changes one. If the entry was changed by another user since the form was
 * opened, the form shows the difference before it saves.
 */
public abstract class EditDialog<T> extends FormDialog {

    private final Consumer<T> saved;
    private final List<FormPart<T, ?>> parts = new ArrayList<>();
    private @Nullable T original;

    /**
     * Creates a form with a title.
     *
     * @param original the entry as it was when the form was opened; null for a new one
     * @param saved receives the saved entry
     */
    public EditDialog(String title, String action, @Nullable T original, Consumer<T> saved) {
        super(title, action);
        this.original = original;
        this.saved = saved;
        addClassName("wide");
    }

    /**
     * Returns the entry that the fields describe.
     *
     * @throws ProblemException if the fields don't describe one yet
     */
    protected abstract T enteredValue();

    /** Saves the entered values in place of those that were seen. */
    protected abstract T save(@Nullable T seen, T entered);

    /** Reads the entry as it is stored now; empty if it was removed. */
    protected abstract Optional<T> readCurrent();

    /** Adds a field that shows one property of the entry. */
    protected final <V, F extends AbstractField<?, V> & HasLabel & HasValidationProperties> F addPart(
            String path, F field, Function<T, V> of, Function<V, String> words) {
        parts.add(new FormPart<>(field.getLabel(), field, of, words));
        connectField(field, field.getLabel(), path);
        field.setManualValidation(true);
        field.addValueChangeListener(change -> field.setInvalid(false));
        return field;
    }

    /** Adds a parsed field that shows one property of the entry. */
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
     * Returns the question to ask before a save that is likely to be a mistake; null if there is nothing to ask.
     *
     * @param save saves the entry
     */
    protected @Nullable ConfirmationDialog confirmation(@Nullable T seen, T entered, Runnable save) {
        return null;
    }

    /** Fills the fields from an entry. */
    protected final void showValues(T thing) {
        parts.forEach(formPart -> formPart.show(thing));
    }

    /** Shows what another user has changed meanwhile, and updates the fields that this user hasn't edited. */
    protected void showWhatChanged(ProblemException refused) {
        var before = original;
        var now = readCurrent();
        original = now.orElse(null);
        if (before == null || now.isEmpty()) {
            showNotice(
                    new Notice(Notice.Tone.WARNING, "Someone else has removed this. Save to add it again, or cancel.")
                            .lead("Not saved"));
            return;
        }
        var changes = parts.stream()
                .map(formPart -> formPart.adoptChange(before, now.get()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        showNotice(new Notice(
                        Notice.Tone.WARNING,
                        "Someone else has changed this since you opened it. " + changes
                                + " Your entries are still here: check them and save again.")
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
