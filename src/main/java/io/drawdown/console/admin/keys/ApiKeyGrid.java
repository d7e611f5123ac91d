package io.drawdown.console.admin.keys;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import com.vaadin.flow.function.ValueProvider;
import io.drawdown.account.model.ApiKey;
import io.drawdown.account.model.ApiKeyState;
import io.drawdown.console.admin.audit.AuditLinks;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.frame.account.AccountPage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The grid of API keys, newest first, each with a button that revokes it. Times are in UTC, because accounts differ
 * in zone.
 */
class ApiKeyGrid extends DataGrid<ApiKey> {

    /** The width of a window, in CSS pixels, from which there is room for one more column. */
    private final Consumer<ApiKey> revoke;

    private final Clock clock;

    /** Creates a grid whose buttons revoke a key. */
    ApiKeyGrid(Consumer<ApiKey> revoke, Clock clock) {
        super(ApiKey::id);
        this.revoke = revoke;
        this.clock = clock;
        componentColumn("Key", ApiKeyGrid::nameCell)
                .setSortProperty("name")
                .setFlexGrow(3)
                .setWidth("9rem")
                .setRowHeader(true);
        componentColumn("Belongs to", ApiKeyGrid::ownerCell)
                .setSortProperty("account")
                .setFlexGrow(1)
                .setWidth("6.5rem");
        componentColumn("State", this::stateCell)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        var used = timeColumn("Last used, UTC", ApiKey::lastUsedAt, "lastUsedAt");
        var expires = timeColumn("Expires, UTC", ApiKey::expiresAt, "expiresAt");
        var made = componentColumn("Created, UTC", this::creationCell)
                .setSortProperty("createdAt")
                .setFlexGrow(1)
                .setWidth("9rem");
        componentColumn("Revoke", this::revokeButton)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("6.5rem");
        showAsCardsWhenNarrow("API keys", this::card);
        leaveOutFirst(made, expires, used);
    }

    private Column<ApiKey> timeColumn(
            String header, ValueProvider<ApiKey, @Nullable Instant> instant, String property) {
        return componentColumn(header, key -> timeCell(instant.apply(key), "never"))
                .setSortProperty(property)
                .setFlexGrow(0)
                .setWidth("9rem");
    }

    private static Component nameCell(ApiKey key) {
        return twoLines(wrappedText(key.name()), detailsCell(key));
    }

    private static Component detailsCell(ApiKey key) {
        var scope = quietText(KeyLabels.label(key.role()));
        Tooltip.forComponent(scope).setText(KeyLabels.permissionText(key.role(), key.account()));
        var audit = AuditLinks.actorLink(key.name(), "Audit");
        audit.setAriaLabel("Audit of " + key.name());
        return new Div(
                scope, quietText(" · key " + key.id() + (key.fromStart() ? ", set at start-up" : "") + " · "), audit);
    }

    private static Component ownerCell(ApiKey key) {
        return key.account() == null
                ? new Span(KeyOwner.PLATFORM.label())
                : new Anchor(AccountPage.accountAddress(key.account()), key.account());
    }

    private Component stateCell(ApiKey key) {
        var badge = new Div(KeyLabels.badge(key, clock.instant()));
        return key.state() == ApiKeyState.REVOKED
                ? twoLines(badge, quietText("by " + key.revokedBy()), timeCell(key.revokedAt(), ""))
                : badge;
    }

    private Component creationCell(ApiKey key) {
        var at = timeCell(key.createdAt(), "");
        return key.createdBy() == null ? at : twoLines(at, quietText("by " + key.createdBy()));
    }

    private Component revokeButton(ApiKey key) {
        if (!key.state().isUsable()) {
            return new Span();
        }
        var button = new Button("Revoke …", click -> revoke.accept(key));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel("Revoke … " + key.name() + ", key " + key.id());
        return button;
    }

    private Component card(ApiKey key) {
        var card = new Div(
                spread(wrappedText(key.name()), KeyLabels.badge(key, clock.instant())),
                spread(ownerCell(key), detailsCell(key)),
                spread(quietText("Last used"), timeCell(key.lastUsedAt(), "never")),
                key.state() == ApiKeyState.REVOKED
                        ? spread(quietText("Revoked by " + key.revokedBy()), timeCell(key.revokedAt(), ""))
                        : spread(quietText("Expires"), timeCell(key.expiresAt(), "never")),
                new Div(revokeButton(key)));
        card.addClassName("row-card");
        return card;
    }

    private Component timeCell(@Nullable Instant instant, String otherwise) {
        return instant == null ? quietText(otherwise) : InstantText.at(instant, ZoneOffset.UTC, clock.instant());
    }

    private static Component spread(Component first, Component second) {
        var row = new Div(first, second);
        row.addClassName("between");
        return row;
    }
}
