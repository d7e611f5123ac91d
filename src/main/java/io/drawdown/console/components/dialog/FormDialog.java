package io.drawdown.console.components.dialog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.console.components.field.ParsedField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** A dialog with input fields, which shows the problems that a service reports at the fields that they concern. */
public abstract class FormDialog extends Dialog {

    private final List<FormField> fields = new ArrayList<>();
    private final Div problem = new Div();
    private final Div content = new Div(problem);
    private final Button confirm;
    private final String draft;

    /** A field, its label, and the path by which problems refer to its value. */
    private record FormField(HasValidationProperties field, String label, String path) {

        boolean isAt(String problem) {
            return path.equals(problem)
                    || path.startsWith(problem + ".")
                    || problem.startsWith(path + ".")
                    || problem.startsWith(path + "[");
        }

        boolean isChangeable() {
            return !(field instanceof HasValue<?, ?> value && value.isReadOnly());
        }

        void focus() {
            if (field instanceof Focusable<?> focusable) {
                focusable.focus();
            }
        }
    }

    /** Creates a form with a title and the text of the button that submits it. */
    protected FormDialog(String title, String action) {
        draft = title;
        setHeaderTitle(title);
        setCloseOnOutsideClick(false);
        addClassName("form-dialog");
        content.addClassName("form");
        problem.addClassName("notices");
        add(content);
        confirm = new Button(action, click -> submitOrShowProblem());
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.setDisableOnClick(true);
        getFooter().add(new Button("Cancel", click -> close()), confirm);
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                UI.getCurrent().getPage().executeJs("window.drawdownDrafts.discard($0)", draft);
            }
        });
    }

    /**
     * Submits the entered values and closes the dialog.
     *
     * @throws ProblemException if a service refuses the values; the dialog shows the problem
     */
    protected abstract void submit();

    /** Shows a problem at the fields that it concerns, or above the fields if it concerns none of them. */
    protected void showProblem(ProblemException refused) {
        var atFault = new LinkedHashSet<FormField>();
        for (var error : refused.errors()) {
            fields.stream()
                    .filter(formField -> formField.isAt(error.field()))
                    .findFirst()
                    .ifPresent(formField -> {
                        atFault.add(formField);
                        FieldErrors.showError(formField.field(), errorSentence(formField, error));
                    });
        }
        if (atFault.isEmpty()) {
            showNotice(new Notice(Notice.Tone.ERROR, refused.detail()));
        } else {
            fields.stream().filter(atFault::contains).findFirst().ifPresent(FormField::focus);
        }
    }

    /**
     * Shows the problems at a path at a field.
     *
     * @param label the field's name at the start of a sentence
     */
    protected final void connectField(HasValidationProperties field, String label, String path) {
        fields.add(new FormField(field, label, path));
    }

    /** Adds a field below the others and shows the problems at a path there. */
    protected final <F extends Component & HasValidationProperties> void addField(F field, String label, String path) {
        connectField(field, label, path);
        addRows(field);
    }

    /** Adds rows below the others. Fields that share a row are joined by {@link #inOneLine}. */
    protected final void addRows(Component... rows) {
        content.add(rows);
    }

    /** Puts fields in one line if there is room. */
    protected static Div inOneLine(Component... fields) {
        var line = new Div(fields);
        line.addClassName("together");
        return line;
    }

    /** Shows a notice above the fields in place of the previous one. */
    protected final void showNotice(Notice notice) {
        problem.removeAll();
        problem.add(notice);
    }

    /**
     * Opens the dialog and moves the focus to the first field that can be changed. What was typed into it when the
     * session ended, or the page was reloaded, is back.
     */
    @Override
    public void open() {
        super.open();
        fields.stream().filter(FormField::isChangeable).findFirst().ifPresent(FormField::focus);
        getElement()
                .executeJs("return window.drawdownDrafts.restore(this, $0)", draft)
                .then(Boolean.class, this::tellRestored);
    }

    /** Runs an action and shows in the form the problem if a service refuses it. */
    protected final void attempt(Runnable action) {
        PasswordAgainRequest.run(() -> {
            problem.removeAll();
            try {
                action.run();
            } catch (ProblemException refused) {
                if (refused.type() == ProblemType.PASSWORD_AGAIN) {
                    throw refused;
                }
                showProblem(refused);
            }
        });
    }

    private void tellRestored(boolean isRestored) {
        if (isRestored) {
            showNotice(new Notice(Notice.Tone.INFO, "What you had typed is back."));
        }
    }

    private void submitOrShowProblem() {
        confirm.setEnabled(true);
        // A text that can't be parsed must not be taken for an empty field.
        ParsedField.firstRefusedIn(content).ifPresentOrElse(ParsedField::focus, () -> attempt(this::submit));
    }

    // A message is either a whole sentence, or the end of one that starts with the field's label.
    private static String errorSentence(FormField formField, FieldProblem error) {
        return Character.isUpperCase(error.message().charAt(0))
                ? error.message()
                : formField.label() + " " + error.message() + ".";
    }
}
