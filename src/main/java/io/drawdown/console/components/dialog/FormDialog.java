package io.drawdown.console.components.dialog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.console.components.field.ParsedField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Asks for something in fields, and says at each what the services find wrong with it. */
public abstract class FormDialog extends Dialog {

    private final List<FormField> fields = new ArrayList<>();
    private final Div problem = new Div();
    private final Div content = new Div(problem);
    private final Button confirm;

    /** A field, and what services call what it asks for. */
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

    /** A form with this title, whose fields are sent by a button of these words. */
    protected FormDialog(String title, String action) {
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
    }

    /** Does what is asked for and closes; @throws ProblemException which is said here */
    protected abstract void submit();

    /** Says what was refused, at the fields where it is about them. */
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
     * Has what is wrong at a path of the services said at a field.
     *
     * @param label what the field is called where a sentence begins with it
     */
    protected final void connectField(HasValidationProperties field, String label, String path) {
        fields.add(new FormField(field, label, path));
    }

    /** Shows a field under what was there before, at which is said what is wrong at a path of the services. */
    protected final <F extends Component & HasValidationProperties> void addField(F field, String label, String path) {
        connectField(field, label, path);
        addRows(field);
    }

    /** Shows these under what was there before; a {@link #inOneLine} stands in one line where there is room. */
    protected final void addRows(Component... rows) {
        content.add(rows);
    }

    /** Lets these stand in one line where there is room. */
    protected static Div inOneLine(Component... fields) {
        var line = new Div(fields);
        line.addClassName("together");
        return line;
    }

    /** Says something above the fields, in place of what was said there before. */
    protected final void showNotice(Notice notice) {
        problem.removeAll();
        problem.add(notice);
    }

    /** Opens with the keyboard in the first field that can be changed. */
    @Override
    public void open() {
        super.open();
        fields.stream().filter(FormField::isChangeable).findFirst().ifPresent(FormField::focus);
    }

    /** Does something of what was asked for, and says in the form what is refused. */
    protected final void attempt(Runnable action) {
        problem.removeAll();
        try {
            action.run();
        } catch (ProblemException refused) {
            showProblem(refused);
        }
    }

    private void submitOrShowProblem() {
        confirm.setEnabled(true);
        // What can't be read is never taken for an empty field.
        ParsedField.firstRefusedIn(content).ifPresentOrElse(ParsedField::focus, () -> attempt(this::submit));
    }

    // Services say what must be of a field, or a whole sentence.
    private static String errorSentence(FormField formField, FieldProblem error) {
        return Character.isUpperCase(error.message().charAt(0))
                ? error.message()
                : formField.label() + " " + error.message() + ".";
    }
}
