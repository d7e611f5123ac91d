package io.drawdown.console.components.dialog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;

/** A dialog that asks a question before an action, with the focus on the cancel button. */
public abstract class QuestionDialog extends Dialog {

    private final H2 heading = new H2();
    private final Button cancel = new Button("Cancel", click -> close());
    private final Div actions = new Div(cancel);
    private final Div content = new Div(heading, actions);

    /** Creates a dialog with a question and a width. */
    protected QuestionDialog(String question, String width) {
        setRole("alertdialog");
        setAriaLabel(question);
        setWidth(width);
        heading.setText(question);
        actions.addClassName("actions");
        content.addClassName("confirmation");
        add(content);
    }

    /** Returns the heading, which holds the question at first. */
    protected final H2 title() {
        return heading;
    }

    /** Returns the cancel button. */
    protected final Button cancel() {
        return cancel;
    }

    /** Adds rows below the others. */
    protected final void addRows(Component... rows) {
        for (var row : rows) {
            content.addComponentAtIndex(content.indexOf(actions), row);
        }
    }

    /** Adds buttons beside the cancel button, the primary one last. */
    protected final void addActions(Button... deeds) {
        actions.add(deeds);
    }

    /** Opens the dialog with the focus on the cancel button, so that a key pressed twice doesn't confirm. */
    @Override
    public void open() {
        super.open();
        cancel.focus();
    }
}
