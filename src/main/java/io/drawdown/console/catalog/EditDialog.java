package io.drawdown.console.catalog;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A form for something of the catalogue, new or as it was seen. What is wrong is said at the fields; what somebody else has
 * changed meanwhile is said before it can be written over.
 */
abstract class EditDialog<T> extends Dialog {

    private final Consumer<T> saved;
    private final List<Part<T, ?>> parts = new ArrayList<>();
    private final Div problem = new Div();
    private final Div content = new Div(problem);
    private final Button save;
    private @Nullable T seen;

    /**
     * A form with this title.
     *
     * @param seen the thing as it was when the form was opened; null for a new one
     * @param saved takes what was saved
     */
    EditDialog(String title, String action, @Nullable T seen, Consumer<T> saved) {
        this.seen = seen;
        this.saved = saved;
        setHeaderTitle(title);
        setCloseOnOutsideClick(false);
        addClassName("edit-dialog");
        content.addClassName("form");
        problem.addClassName("problems");
        add(content);
        save = new Button(action, click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        getFooter().add(new Button("Cancel", click -> close()), save);
    }

    /** What the fields say; @throws ProblemException if that is nothing yet. */
    protected abstract T entered();

    /** Saves what was entered in place of what was seen. */
    protected abstract T save(@Nullable T seen, T entered);

    /** The thing as it is now. */
    protected abstract Optional<T> read();

    /** Adds a field of the form, which shows this of the thing. */
    protected final <V, F extends AbstractField<?, V> & HasLabel & HasValidationProperties> F part(
            String path, F field, Function<T, V> of, Function<V, String> words) {
        parts.add(new Part<>(path, field.getLabel(), field, of, words));
        field.setManualValidation(true);
        field.addValueChangeListener(change -> field.setInvalid(false));
        return field;
    }

    /** Shows these under what was there before; a {@code Div} of several stands in one line where there is room. */
    protected final void show(Component... rows) {
        content.add(rows);
    }

    /** Lets these stand in one line where there is room. */
    protected static Div together(Component... fields) {
        var line = new Div(fields);
        line.addClassName("together");
        return line;
    }

    /** Fills the fields with what a thing says. */
    protected final void fill(T thing) {
        parts.forEach(part -> part.show(thing));
    }

    /** Opens with the keyboard in the first field that can be changed. */
    @Override
    public void open() {
        super.open();
        parts.stream().filter(part -> !part.field().isReadOnly()).findFirst().ifPresent(EditDialog::focus);
    }

    /** Says something above the fields, in place of what was said there before. */
    protected final void say(Notice notice) {
        problem.removeAll();
        problem.add(notice);
    }

    /** Says what has changed meanwhile, and takes over what this form doesn't change. */
    protected void showWhatChanged(ProblemException refused) {
        var before = seen;
        var now = read();
        seen = now.orElse(null);
        if (before == null || now.isEmpty()) {
            say(new Notice(Notice.Tone.WARNING, "Somebody else has removed this meanwhile. Save to add it anew, or cancel.")
                    .lead("Not saved"));
            return;
        }
        var changes = parts.stream()
                .map(part -> part.adopt(before, now.get()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        say(new Notice(Notice.Tone.WARNING, "Somebody else has changed this since you opened it. " + changes
                + " What you entered is still here: look at it, and save once more.").lead("Not saved"));
    }

    private void save() {
        save.setEnabled(true);
        problem.removeAll();
        try {
            var done = save(seen, entered());
            close();
            saved.accept(done);
        } catch (ProblemException refused) {
            if (refused.type() == ProblemType.CHANGED_MEANWHILE) {
                showWhatChanged(refused);
            } else {
                refuse(refused);
            }
        }
    }

    private void refuse(ProblemException refused) {
        var atFields = new ArrayList<Part<T, ?>>();
        for (var error : refused.errors()) {
            parts.stream().filter(part -> part.isAt(error.field())).findFirst().ifPresent(part -> {
                atFields.add(part);
                Refusal.show((HasValidationProperties) part.field(), sentence(part, error, refused));
            });
        }
        if (atFields.isEmpty()) {
            say(new Notice(Notice.Tone.ERROR, refused.detail()));
        } else {
            focus(parts.stream().filter(atFields::contains).findFirst().orElseThrow());
        }
    }

    // The domain says what must be of a field, or a whole sentence where it is the only one at fault.
    private static String sentence(Part<?, ?> part, FieldProblem error, ProblemException refused) {
        return error.message().equals(refused.detail()) ? error.message() : part.label() + " " + error.message() + ".";
    }

    private static void focus(Part<?, ?> part) {
        if (part.field() instanceof Focusable<?> focusable) {
            focusable.focus();
        }
    }
}
