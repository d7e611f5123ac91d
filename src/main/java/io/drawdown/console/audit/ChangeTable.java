package io.drawdown.console.audit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.drawdown.audit.AuditEntry;

/** What an entry has changed, field by field: what it was, and what it has been since. */
class ChangeTable extends Div {

    ChangeTable(AuditEntry entry) {
        addClassName("changes");
        var table = new NativeTable();
        var head = table.getHead().addRow();
        column(head, "Field");
        if (entry.before() != null) {
            column(head, "Before");
        }
        if (entry.after() != null) {
            column(head, "After");
        }
        for (var change : Values.between(entry.before(), entry.after())) {
            var row = table.getBody().addRow();
            var field = new NativeTableHeaderCell(change.field());
            field.getElement().setAttribute("scope", "row");
            row.add(field);
            if (entry.before() != null) {
                cell(row, change.before());
            }
            if (entry.after() != null) {
                cell(row, change.after());
            }
        }
        add(table);
    }

    private static void column(NativeTableRow head, String words) {
        head.addHeaderCell().setText(words);
    }

    private static void cell(NativeTableRow row, String text) {
        row.addDataCell().setText(text.isEmpty() ? "–" : text);
    }
}
