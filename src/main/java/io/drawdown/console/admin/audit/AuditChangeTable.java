package io.drawdown.console.admin.audit;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.base.format.Format;

/** The table of what an audit entry changed: each field with its value before and after. */
class AuditChangeTable extends Div {

    AuditChangeTable(AuditEntry entry) {
        addClassName("changes");
        var table = new NativeTable();
        var head = table.getHead().addRow();
        addHeading(head, "Field");
        if (entry.before() != null) {
            addHeading(head, "Before");
        }
        if (entry.after() != null) {
            addHeading(head, "After");
        }
        for (var change : AuditValues.compare(entry.before(), entry.after())) {
            var row = table.getBody().addRow();
            var field = new NativeTableHeaderCell(change.field());
            field.getElement().setAttribute("scope", "row");
            row.add(field);
            if (entry.before() != null) {
                addCell(row, change.before());
            }
            if (entry.after() != null) {
                addCell(row, change.after());
            }
        }
        add(table);
        var cut = AuditValues.countOmittedFields(entry.before(), entry.after());
        if (cut > 0) {
            var more = new Paragraph("And " + Format.count(cut, "more field", "more fields")
                    + ", left out because an entry holds 16 KiB. "
                    + "Over REST it has the size and the SHA-256 of the whole before and after.");
            more.addClassName("quiet");
            add(more);
        }
    }

    private static void addHeading(NativeTableRow head, String words) {
        head.addHeaderCell().setText(words);
    }

    private static void addCell(NativeTableRow row, String text) {
        row.addDataCell().setText(text.isEmpty() ? "–" : text);
    }
}
