package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.list.CsvExport;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.imports.RejectedRow;
import io.drawdown.usage.imports.UsageImport;

/** The rows of an import that were rejected or are in conflict, with their export. */
class RejectedRowsCard extends Card {

    RejectedRowsCard(UsageImports imports, UsageImport usageImport) {
        super("Rejected rows");
        var rows = imports.listRejectedRows(usageImport.id());
        var count = rows.count();
        aside(new LinkButton(
                new CsvExport<>(usageImport.name() + "-rejected", () -> imports.listRejectedRows(usageImport.id()))
                        .column("Line", RejectedRow::row)
                        .column("Id", RejectedRow::id)
                        .column("Result", RejectedRowGrid::result)
                        .column("Field", RejectedRow::field)
                        .column("Problem", RejectedRow::detail),
                "Export CSV"));
        add(advice(usageImport), new RejectedRowGrid(rows, count));
        if (ImportLabels.notTaken(usageImport) > RejectedRow.MOST) {
            add(new Span("The first " + Format.count(RejectedRow.MOST) + " are kept."));
        }
    }

    private static Span advice(UsageImport usageImport) {
        var advice = new Span();
        advice.addClassName("quiet");
        if (usageImport.dryRun() || usageImport.proposedName() != null) {
            advice.setText("Correct them in the file or the catalogue before you import it.");
        } else {
            advice.add(
                    new Span(
                            "Correct them in the file, and import it again under the same name: what was accepted"
                                    + " isn’t counted twice. Rows that lack an account, a region, a specification or a price wait under "),
                    new Anchor("usage-not-billed", "Usage Not Billed"),
                    new Span("."));
        }
        return advice;
    }
}
