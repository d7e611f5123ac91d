package io.drawdown.console.accounts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for something in fields, and says at each what the services find wrong with it. */
abstract class FormDialog extends Dialog {

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Div content = new Div();
    private final Div problem = new Div();
    private final Button confirm;

    private record Field(String label, HasValidationProperties component) {}

    FormDialog(String title, String action) {
        setHeaderTitle(title);
        setWidth("32rem");
        setCloseOnOutsideClick(false);
        content.addClassName("form-dialog");
        problem.addClassName("notices");
        add(content, problem);
        confirm = new Button(action);
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.setDisableOnClick(true);
        confirm.addClickListener(click -> confirm());
        getFooter().add(new Button("Cancel", click -> close()), confirm);
    }

    /** Does what is asked for and closes; @throws ProblemException which is said here */
    abstract void submit();

    /** Adds a field, by the name and further names by which problems know it. */
    <F extends Component & HasValidationProperties> void ask(F field, String label, String... names) {
        content.add(field);
        for (var name : names) {
            fields.put(name, new Field(label, field));
        }
    }

    /** Adds what is not asked. */
    void tell(Component words) {
        content.add(words);
    }

    private void confirm() {
        confirm.setEnabled(true);
        problem.removeAll();
        try {
            submit();
        } catch (ProblemException refused) {
            show(refused);
        }
    }

    private void show(ProblemException refused) {
        @Nullable HasValidationProperties first = null;
        for (var error : refused.errors()) {
            var field = fields.get(error.field());
            if (field != null) {
                Refusal.show(field.component(), sentence(field, error));
                first = first == null ? field.component() : first;
            }
        }
        if (first == null) {
            problem.add(new Notice(Notice.Tone.ERROR, refused.detail()));
        } else if (first instanceof Focusable<?> focusable) {
            focusable.focus();
        }
    }

    private static String sentence(Field field, FieldProblem error) {
        return Character.isUpperCase(error.message().charAt(0)) ? error.message() : field.label() + " " + error.message() + ".";
    }
}
