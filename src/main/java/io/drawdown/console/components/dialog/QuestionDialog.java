package io.drawdown.console.components.dialog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;

/** Asks something before anything is done, with the keyboard on the way back. */
public abstract class QuestionDialog extends Dialog {

    private final H2 heading = new H2();
    private final Button cancel = new Button("Cancel", click -> close());
    private final Div actions = new Div(cancel);
    private final Div content = new Div(heading, actions);

    /** A question, in a dialog of this width. */
    protected QuestionDialog(String question, String width) {
        setRole("alertdialog");
        setAriaLabel(question);
        setWidth(width);
        heading.setText(question);
        actions.addClassName("actions");
        content.addClassName("confirmation");
        add(content);
    }

    /** What stands above the rest: the question, at first. */
    protected final H2 title() {
        return heading;
    }

    /** The way back. */
    protected final Button cancel() {
        return cancel;
    }

    /** Shows these under what was there before. */
    protected final void addRows(Component... rows) {
        for (var row : rows) {
            content.addComponentAtIndex(content.indexOf(actions), row);
        }
    }

    /** Offers these beside the way back, the primary one last. */
    protected final void addActions(Button... deeds) {
        actions.add(deeds);
    }

    /** Opens with the keyboard on the way back, so that no key pressed twice answers. */
    @Override
    public void open() {
        super.open();
        cancel.focus();
    }
}
