package io.drawdown.console.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;

/** A row of the dialog: the switch, what it is about, its thresholds and what they mean now. */
class TargetRow extends NativeTableRow {

    private final EntryFields fields;
    private final Div now = new Div();

    TargetRow(Component title, String subtitle, EntryFields fields) {
        this.fields = fields;
        var under = new Span(subtitle);
        under.addClassName("quiet");
        var name = new Div(title, under);
        name.addClassName("target");
        now.addClassName("now");
        addDataCell().add(fields.enabled());
        var heading = new NativeTableHeaderCell(name);
        heading.getElement().setAttribute("scope", "row");
        add(heading);
        addDataCell().add(fields.types());
        addDataCell().add(fields.values());
        addDataCell().add(now);
    }

    EntryFields fields() {
        return fields;
    }

    void showNow(Component... content) {
        now.removeAll();
        now.add(content);
    }

    void showNow(Effect effect) {
        now.setText(effect.text());
        now.setClassName("reached", effect.isReached());
    }

    /** Marks the row as the one that the dialog was opened for, and brings it into view. */
    void mark() {
        addClassName("marked");
        getElement().setAttribute("aria-current", "true");
        scrollIntoView();
    }
}
