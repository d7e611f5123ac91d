package io.drawdown.console.integrity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.Listing;
import io.drawdown.console.Address;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import io.drawdown.integrity.IntegrityCheck;
import java.time.Instant;
import java.time.ZoneOffset;

/** The checks that there were, the newest first, each with a link to what it found. */
class CheckTable extends Table<IntegrityCheck> {

    private final Instant now;

    CheckTable(Listing<IntegrityCheck> checks, long count, Instant now) {
        super(IntegrityCheck::id);
        this.now = now;
        component("Begun, UTC", CheckTable::begun)
                .setFlexGrow(1)
                .setWidth("10rem")
                .setRowHeader(true);
        text("By", IntegrityCheck::startedBy).setFlexGrow(1).setWidth("8rem");
        number("Took", this::took).setFlexGrow(0).setWidth("8rem");
        component("Result", CheckWords::badge).setFlexGrow(0).setWidth("10rem");
        number("Violations", CheckWords::violations).setFlexGrow(0).setWidth("7rem");
        getColumns().forEach(column -> column.setSortable(false));
        orAsCards("Checks", this::card);
        show(checks, count);
    }

    private String took(IntegrityCheck check) {
        return check.isRunning() ? "" : CheckWords.took(check, now);
    }

    private static Component begun(IntegrityCheck check) {
        return new Anchor(
                Address.of(IntegrityView.ADDRESS, QueryParameters.of(IntegrityView.CHECK, Long.toString(check.id()))),
                Format.minute(check.startedAt(), ZoneOffset.UTC));
    }

    private Component card(IntegrityCheck check) {
        var head = new Div(begun(check), CheckWords.badge(check));
        head.addClassName("between");
        var about = new Span("By " + check.startedBy() + (check.isRunning() ? "" : ", took " + took(check)));
        about.addClassName("quiet");
        var card = new Div(head, about);
        card.addClassName("row-card");
        return card;
    }
}
