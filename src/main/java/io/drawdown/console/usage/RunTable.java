package io.drawdown.console.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.Listing;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.components.Tone;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import io.drawdown.usage.JobState;
import io.drawdown.usage.Run;
import java.time.Instant;
import java.time.ZoneId;

/** When a job was started and stopped, and who told of it. */
class RunTable extends Table<Run> {

    private final ZoneId zone;

    RunTable(Listing<Run> runs, long count, ZoneId zone, Instant now) {
        super(Run::id);
        this.zone = zone;
        instant("Started", Run::startedAt, run -> zone, now).setWidth("9.5rem").setRowHeader(true);
        component("Stopped", this::stopped).setWidth("9.5rem");
        number("Nodes", run -> Format.count(run.nodes())).setFlexGrow(0).setWidth("5rem");
        text("Told by", Run::source).setFlexGrow(2).setWidth("10rem");
        getColumns().forEach(column -> column.setSortable(false));
        orAsCards("Starts and stops", this::card);
        show(runs, count);
    }

    private Component stopped(Run run) {
        if (run.voided()) {
            return new StatusBadge("Taken back", Tone.EXPIRED);
        }
        return run.stoppedAt() == null
                ? new StatusBadge(Words.of(JobState.RUNNING), Tone.RUNNING)
                : new Span(Format.minute(run.stoppedAt(), zone));
    }

    private Component card(Run run) {
        var head = new Div(new Strong(Format.minute(run.startedAt(), zone)), new Span("–"), stopped(run));
        head.addClassName("job");
        var about = new Span(Format.count(run.nodes(), "node", "nodes") + " · told by " + run.source());
        about.addClassName("quiet");
        var card = new Div(head, about);
        card.addClassName("row-card");
        return card;
    }
}
