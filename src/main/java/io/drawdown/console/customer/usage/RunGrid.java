package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.usage.history.JobState;
import io.drawdown.usage.runs.Run;
import java.time.Instant;
import java.time.ZoneId;

/** The grid of a job's runs: when each started and stopped, and who reported it. */
class RunGrid extends DataGrid<Run> {

    private final ZoneId zone;

    RunGrid(Listing<Run> runs, long count, ZoneId zone, Instant now) {
        super(Run::id);
        this.zone = zone;
        instantColumn("Started", Run::startedAt, run -> zone, now)
                .setWidth("9.5rem")
                .setRowHeader(true);
        componentColumn("Stopped", this::stopCell).setWidth("9.5rem");
        numberColumn("Nodes", run -> Format.count(run.nodes())).setFlexGrow(0).setWidth("5rem");
        textColumn("Reported by", Run::source).setFlexGrow(2).setWidth("10rem");
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Starts and stops", this::card);
        show(runs, count);
    }

    private Component stopCell(Run run) {
        if (run.voided()) {
            return new StatusBadge("Voided", StatusTone.EXPIRED);
        }
        if (run.stoppedAt() != null) {
            return new Span(Format.minute(run.stoppedAt(), zone));
        }
        if (run.silentSince() != null) {
            return twoLines(
                    new StatusBadge("Silent", StatusTone.LOW),
                    quietText("not heard of since " + Format.minute(run.heardAt(), zone)));
        }
        return new StatusBadge(DomainLabels.label(JobState.RUNNING), StatusTone.RUNNING);
    }

    private Component card(Run run) {
        var head = new Div(new StrongText(Format.minute(run.startedAt(), zone)), new Span("–"), stopCell(run));
        head.addClassName("job");
        var about = new Span(Format.count(run.nodes(), "node", "nodes") + " · reported by " + run.source());
        about.addClassName("quiet");
        var card = new Div(head, about);
        card.addClassName("row-card");
        return card;
    }
}
