package io.drawdown.console.customer.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;

/** A row of the dialog: the switch, the target, its thresholds and their effect now. */
class AlertTargetRow extends NativeTableRow {

    private final AlertEntryFields fields;
    private final Div effectArea = new Div();

    AlertTargetRow(Component title, String subtitle, AlertEntryFields fields) {
        this.fields = fields;
        var under = new Span(subtitle);
        under.addClassName("quiet");
        var name = new Div(title, under);
        name.addClassName("target");
        effectArea.addClassName("now");
        addDataCell().add(fields.enabled());
        var heading = new NativeTableHeaderCell(name);
        heading.getElement().setAttribute("scope", "row");
        add(heading);
        addDataCell().add(fields.types());
        addDataCell().add(fields.thresholdFields());
        addDataCell().add(effectArea);
    }

    AlertEntryFields fields() {
        return fields;
    }

    void showEffect(Component... content) {
        effectArea.removeAll();
        effectArea.add(content);
    }

    void showEffect(AlertEffect alertEffect) {
        effectArea.setText(alertEffect.text());
        effectArea.setClassName("reached", alertEffect.isReached());
    }

    /** Marks the row as the one for which the dialog was opened, and scrolls it into view. */
    void highlight() {
        addClassName("marked");
        getElement().setAttribute("aria-current", "true");
        scrollIntoView();
    }
}
