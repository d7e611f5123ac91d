package io.drawdown.console.admin.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.list.DataGrid;
import java.time.Clock;
import java.time.ZoneOffset;

/**
 * The grid of audit entries, newest first. An opened row shows its changes. Times are in UTC, because accounts differ
 * in zone.
 */
class AuditGrid extends DataGrid<AuditEntry> {

    private final Clock clock;

    AuditGrid(Clock clock) {
        super(AuditEntry::id);
        this.clock = clock;
        componentColumn("When, UTC", this::timeCell)
                .setSortProperty("at")
                .setFlexGrow(0)
                .setWidth("10.5rem");
        componentColumn("Who", AuditGrid::actorCell)
                .setFlexGrow(2)
                .setWidth("11rem")
                .setRowHeader(true)
                .setSortable(false);
        componentColumn("What", AuditGrid::actionCell)
                .setFlexGrow(3)
                .setWidth("14rem")
                .setSortable(false);
        componentColumn("Account", entry -> wrappedText(entry.account() == null ? "" : entry.account()))
                .setFlexGrow(1)
                .setWidth("9rem")
                .setSortable(false);
        componentColumn("Details", this::changesButton)
                .setFlexGrow(0)
                .setWidth("8rem")
                .setSortable(false);
        showAsCardsWhenNarrow("Audit", this::card);
        setDetailsVisibleOnClick(false);
        setItemDetailsRenderer(new ComponentRenderer<>(AuditChangeTable::new));
    }

    private Component timeCell(AuditEntry entry) {
        return InstantText.at(entry.at(), ZoneOffset.UTC, clock.instant());
    }

    private static Component actorCell(AuditEntry entry) {
        return twoLines(wrappedText(entry.who()), quietText(AuditLabels.actorDetails(entry)));
    }

    private static Component actionCell(AuditEntry entry) {
        return twoLines(wrappedText(AuditLabels.describe(entry)), quietText(entry.subject()));
    }

    private Component changesButton(AuditEntry entry) {
        if (entry.before() == null && entry.after() == null) {
            return new Span();
        }
        var button = new Button();
        button.addThemeVariants(ButtonVariant.SMALL);
        button.addClickListener(click -> {
            setDetailsVisible(entry, !isDetailsVisible(entry));
            setButtonText(button, entry);
        });
        setButtonText(button, entry);
        return button;
    }

    private void setButtonText(Button button, AuditEntry entry) {
        var shown = isDetailsVisible(entry);
        button.setText(shown ? "Hide" : "Show");
        button.setAriaLabel(button.getText() + " details: " + AuditLabels.describe(entry) + ", " + entry.subject());
        button.getElement().setAttribute("aria-expanded", Boolean.toString(shown));
    }

    private Component card(AuditEntry entry) {
        var head = new Div(new Span(AuditLabels.describe(entry)), timeCell(entry));
        head.addClassName("between");
        var card = new Div(
                head, wrappedText(entry.subject()), quietText(entry.who() + " · " + AuditLabels.actorDetails(entry)));
        card.addClassName("row-card");
        if (entry.account() != null && !entry.account().equals(entry.subject())) {
            card.add(quietText(entry.account()));
        }
        if (entry.before() != null || entry.after() != null) {
            card.add(new Div(changesButton(entry)));
        }
        return card;
    }
}
