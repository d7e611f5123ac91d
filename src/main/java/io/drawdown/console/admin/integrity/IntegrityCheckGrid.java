package io.drawdown.console.admin.integrity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.integrity.report.IntegrityCheck;
import java.time.Instant;
import java.time.ZoneOffset;

/** The grid of past checks, newest first, each with a link to its findings. */
class IntegrityCheckGrid extends DataGrid<IntegrityCheck> {

    private final Instant now;

    IntegrityCheckGrid(Listing<IntegrityCheck> checks, long count, Instant now) {
        super(IntegrityCheck::id);
        this.now = now;
        componentColumn("Started, UTC", IntegrityCheckGrid::startCell)
                .setFlexGrow(1)
                .setWidth("10rem")
                .setRowHeader(true);
        textColumn("By", IntegrityCheck::startedBy).setFlexGrow(1).setWidth("8rem");
        numberColumn("Took", this::durationText).setFlexGrow(0).setWidth("8rem");
        componentColumn("Result", CheckLabels::badge).setFlexGrow(0).setWidth("10rem");
        numberColumn("Violations", CheckLabels::violationsText).setFlexGrow(0).setWidth("7rem");
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Checks", this::card);
        show(checks, count);
    }

    private String durationText(IntegrityCheck check) {
        return check.isRunning() ? "" : CheckLabels.durationText(check, now);
    }

    private static Component startCell(IntegrityCheck check) {
        return new Anchor(
                PageAddress.of(
                        IntegrityView.ADDRESS, QueryParameters.of(IntegrityView.CHECK, Long.toString(check.id()))),
                Format.minute(check.startedAt(), ZoneOffset.UTC));
    }

    private Component card(IntegrityCheck check) {
        var head = new Div(startCell(check), CheckLabels.badge(check));
        head.addClassName("between");
        var about = new Span("By " + check.startedBy() + (check.isRunning() ? "" : ", took " + durationText(check)));
        about.addClassName("quiet");
        var card = new Div(head, about);
        card.addClassName("row-card");
        return card;
    }
}
