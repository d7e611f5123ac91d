package io.drawdown.console.components.quota;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;

/** The figures of a chart as a collapsed table below it. */
public class ChartDataTable extends Details {

    private final NativeTable table = new NativeTable();

    /** Creates a table with the heading of the row labels, followed by those of the figures. */
    public ChartDataTable(String... headings) {
        setSummaryText("Show as table");
        addClassName("chart-table");
        var header = new NativeTableRow();
        for (var heading : headings) {
            header.add(cell(heading, "col"));
        }
        table.getHead().add(header);
        add(table);
    }

    /** Adds a row with a label and figures. */
    public ChartDataTable row(String of, String... figures) {
        var row = new NativeTableRow(cell(of, "row"));
        for (var figure : figures) {
            row.addDataCell().setText(figure);
        }
        table.getBody().add(row);
        return this;
    }

    /** Adds a text above the table. */
    public ChartDataTable words(String words) {
        addComponentAsFirst(new Paragraph(words));
        return this;
    }

    private static NativeTableHeaderCell cell(String text, String scope) {
        var cell = new NativeTableHeaderCell(text);
        cell.getElement().setAttribute("scope", scope);
        return cell;
    }
}
