package io.drawdown.console.keys;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import com.vaadin.flow.function.ValueProvider;
import io.drawdown.account.ApiKey;
import io.drawdown.account.ApiKeyState;
import io.drawdown.console.AccountPage;
import io.drawdown.console.audit.AuditLinks;
import io.drawdown.console.components.Table;
import io.drawdown.console.components.When;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keys, the newest first, each with a button that revokes it. They are of many accounts, so times are in UTC. */
class KeyTable extends Table<ApiKey> {

    /** From this width on, in CSS pixels, there is room for one column more. */
    private static final int MIDDLING = 1000;

    private final Consumer<ApiKey> revoke;
    private final Clock clock;

    /** A table whose button does this with a key. */
    KeyTable(Consumer<ApiKey> revoke, Clock clock) {
        super(ApiKey::id);
        this.revoke = revoke;
        this.clock = clock;
        component("Key", KeyTable::name)
                .setSortProperty("name")
                .setFlexGrow(3)
                .setWidth("9rem")
                .setRowHeader(true);
        component("Whose", KeyTable::owner)
                .setSortProperty("account")
                .setFlexGrow(1)
                .setWidth("6.5rem");
        component("State", this::state).setSortable(false).setFlexGrow(0).setWidth("9.5rem");
        var used = time("Last used, UTC", ApiKey::lastUsedAt, "lastUsedAt");
        var expires = time("Expires, UTC", ApiKey::expiresAt, "expiresAt");
        var made = component("Made, UTC", this::made)
                .setSortProperty("createdAt")
                .setFlexGrow(1)
                .setWidth("9rem");
        component("Revoke", this::action).setSortable(false).setFlexGrow(0).setWidth("6.5rem");
        orAsCards("API keys", this::card);
        showFrom(MIDDLING, used);
        showFrom(ROOMY, expires);
        showFrom(ROOMY, made);
    }

    private Column<ApiKey> time(String header, ValueProvider<ApiKey, @Nullable Instant> instant, String property) {
        return component(header, key -> when(instant.apply(key), "never"))
                .setSortProperty(property)
                .setFlexGrow(0)
                .setWidth("9rem");
    }

    private static Component name(ApiKey key) {
        return twoLines(wrapped(key.name()), about(key));
    }

    private static Component about(ApiKey key) {
        var scope = quiet(KeyWords.of(key.role()));
        Tooltip.forComponent(scope).setText(KeyWords.may(key.role(), key.account()));
        var audit = AuditLinks.by(key.name(), "Audit");
        audit.setAriaLabel("Audit of " + key.name());
        return new Div(
                scope, quiet(" · key " + key.id() + (key.fromStart() ? ", set at start-up" : "") + " · "), audit);
    }

    private static Component owner(ApiKey key) {
        return key.account() == null
                ? new Span(Owner.PLATFORM.label())
                : new Anchor(AccountPage.aboutAccount(key.account()), key.account());
    }

    private Component state(ApiKey key) {
        var badge = new Div(KeyWords.badge(key, clock.instant()));
        return key.state() == ApiKeyState.REVOKED
                ? twoLines(badge, quiet("by " + key.revokedBy()), when(key.revokedAt(), ""))
                : badge;
    }

    private Component made(ApiKey key) {
        var at = when(key.createdAt(), "");
        return key.createdBy() == null ? at : twoLines(at, quiet("by " + key.createdBy()));
    }

    private Component action(ApiKey key) {
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
                between(wrapped(key.name()), KeyWords.badge(key, clock.instant())),
                between(owner(key), about(key)),
                between(quiet("Last used"), when(key.lastUsedAt(), "never")),
                key.state() == ApiKeyState.REVOKED
                        ? between(quiet("Revoked by " + key.revokedBy()), when(key.revokedAt(), ""))
                        : between(quiet("Expires"), when(key.expiresAt(), "never")),
                new Div(action(key)));
        card.addClassName("row-card");
        return card;
    }

    private Component when(@Nullable Instant instant, String otherwise) {
        return instant == null ? quiet(otherwise) : When.at(instant, ZoneOffset.UTC, clock.instant());
    }

    private static Component between(Component first, Component second) {
        var row = new Div(first, second);
        row.addClassName("between");
        return row;
    }
}
