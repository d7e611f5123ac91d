package io.drawdown.console.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.drawdown.audit.AuditEntry;
import io.drawdown.console.components.Table;
import io.drawdown.console.components.When;
import java.time.Clock;
import java.time.ZoneOffset;

/** Entries, the newest first; what one has changed is shown below it. They are of many accounts, so times are in UTC. */
class AuditTable extends Table<AuditEntry> {

    private final Clock clock;

    AuditTable(Clock clock) {
        super(AuditEntry::id);
        this.clock = clock;
        component("When, UTC", this::when).setSortProperty("at").setFlexGrow(0).setWidth("10.5rem");
        component("Who", AuditTable::who)
                .setFlexGrow(2)
                .setWidth("11rem")
                .setRowHeader(true)
                .setSortable(false);
        component("What", AuditTable::what).setFlexGrow(3).setWidth("14rem").setSortable(false);
        component("Account", entry -> wrapped(entry.account() == null ? "" : entry.account()))
                .setFlexGrow(1)
                .setWidth("9rem")
                .setSortable(false);
        component("Details", this::toggle).setFlexGrow(0).setWidth("8rem").setSortable(false);
        orAsCards("Audit", this::card);
        setDetailsVisibleOnClick(false);
        setItemDetailsRenderer(new ComponentRenderer<>(ChangeTable::new));
    }

    private Component when(AuditEntry entry) {
        return When.at(entry.at(), ZoneOffset.UTC, clock.instant());
    }

    private static Component who(AuditEntry entry) {
        return twoLines(wrapped(entry.who()), quiet(AuditWords.about(entry)));
    }

    private static Component what(AuditEntry entry) {
        return twoLines(wrapped(AuditWords.of(entry)), quiet(entry.subject()));
    }

    private Component toggle(AuditEntry entry) {
        if (entry.before() == null && entry.after() == null) {
            return new Span();
        }
        var button = new Button();
        button.addThemeVariants(ButtonVariant.SMALL);
        button.addClickListener(click -> {
            setDetailsVisible(entry, !isDetailsVisible(entry));
            say(button, entry);
        });
        say(button, entry);
        return button;
    }

    private void say(Button button, AuditEntry entry) {
        var shown = isDetailsVisible(entry);
        button.setText(shown ? "Hide" : "Show");
        button.setAriaLabel(button.getText() + " details: " + AuditWords.of(entry) + ", " + entry.subject());
        button.getElement().setAttribute("aria-expanded", Boolean.toString(shown));
    }

    private Component card(AuditEntry entry) {
        var head = new Div(new Span(AuditWords.of(entry)), when(entry));
        head.addClassName("between");
        var card = new Div(head, wrapped(entry.subject()), quiet(entry.who() + " · " + AuditWords.about(entry)));
        card.addClassName("row-card");
        if (entry.account() != null && !entry.account().equals(entry.subject())) {
            card.add(quiet(entry.account()));
        }
        if (entry.before() != null || entry.after() != null) {
            card.add(new Div(toggle(entry)));
        }
        return card;
    }
}
