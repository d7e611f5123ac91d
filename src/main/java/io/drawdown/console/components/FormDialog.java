package io.drawdown.console.components;

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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Asks for something in fields, and says at each what the services find wrong with it. */
public abstract class FormDialog extends Dialog {

    private final List<Asked> fields = new ArrayList<>();
    private final Div problem = new Div();
    private final Div content = new Div(problem);
    private final Button confirm;

    /** A field, and what services call what it asks for. */
    private record Asked(HasValidationProperties field, String label, String path) {

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
        confirm = new Button(action, click -> confirm());
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.setDisableOnClick(true);
        getFooter().add(new Button("Cancel", click -> close()), confirm);
    }

    /** Does what is asked for and closes; @throws ProblemException which is said here */
    protected abstract void submit();

    /** Says what was refused, at the fields where it is about them. */
    protected void refuse(ProblemException refused) {
        var atFault = new LinkedHashSet<Asked>();
        for (var error : refused.errors()) {
            fields.stream()
                    .filter(asked -> asked.isAt(error.field()))
                    .findFirst()
                    .ifPresent(asked -> {
                        atFault.add(asked);
                        Refusal.show(asked.field(), sentence(asked, error));
                    });
        }
        if (atFault.isEmpty()) {
            say(new Notice(Notice.Tone.ERROR, refused.detail()));
        } else {
            fields.stream().filter(atFault::contains).findFirst().ifPresent(Asked::focus);
        }
    }

    /**
     * Has what is wrong at a path of the services said at a field.
     *
     * @param label what the field is called where a sentence begins with it
     */
    protected final void connect(HasValidationProperties field, String label, String path) {
        fields.add(new Asked(field, label, path));
    }

    /** Shows a field under what was there before, at which is said what is wrong at a path of the services. */
    protected final <F extends Component & HasValidationProperties> void ask(F field, String label, String path) {
        connect(field, label, path);
        show(field);
    }

    /** Shows these under what was there before; a {@link #together} stands in one line where there is room. */
    protected final void show(Component... rows) {
        content.add(rows);
    }

    /** Lets these stand in one line where there is room. */
    protected static Div together(Component... fields) {
        var line = new Div(fields);
        line.addClassName("together");
        return line;
    }

    /** Says something above the fields, in place of what was said there before. */
    protected final void say(Notice notice) {
        problem.removeAll();
        problem.add(notice);
    }

    /** Opens with the keyboard in the first field that can be changed. */
    @Override
    public void open() {
        super.open();
        fields.stream().filter(Asked::isChangeable).findFirst().ifPresent(Asked::focus);
    }

    /** Does something of what was asked for, and says in the form what is refused. */
    protected final void attempt(Runnable action) {
        problem.removeAll();
        try {
            action.run();
        } catch (ProblemException refused) {
            refuse(refused);
        }
    }

    private void confirm() {
        confirm.setEnabled(true);
        // What can't be read is never taken for an empty field.
        ParsedField.firstRefusedIn(content).ifPresentOrElse(ParsedField::focus, () -> attempt(this::submit));
    }

    // Services say what must be of a field, or a whole sentence.
    private static String sentence(Asked asked, FieldProblem error) {
        return Character.isUpperCase(error.message().charAt(0))
                ? error.message()
                : asked.label() + " " + error.message() + ".";
    }
}
