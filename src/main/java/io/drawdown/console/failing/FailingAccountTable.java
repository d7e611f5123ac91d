package io.drawdown.console.failing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.console.AccountPage;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import io.drawdown.quota.FailingAccount;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** Failing accounts, each with a button that tries it at once. They are of many zones, so times are in UTC. */
class FailingAccountTable extends Table<FailingAccount> {

    private final Consumer<FailingAccount> tryNow;
    private final Instant now;

    /** A table whose button does this with an account. */
    FailingAccountTable(Consumer<FailingAccount> tryNow, Instant now) {
        super(FailingAccount::account);
        this.tryNow = tryNow;
        this.now = now;
        component("Account", FailingAccountTable::account)
                .setSortProperty("account")
                .setFlexGrow(1)
                .setWidth("8rem")
                .setRowHeader(true);
        component("Reason", failing -> wrapped(failing.reason()))
                .setSortable(false)
                .setFlexGrow(3)
                .setWidth("16rem");
        instant("Since, UTC", FailingAccount::since, failing -> ZoneOffset.UTC, now)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9rem");
        number("Tries", failing -> Format.count(failing.attempts()))
                .setSortProperty("attempts")
                .setFlexGrow(0)
                .setWidth("5.5rem");
        var next = instant("Next try, UTC", FailingAccount::nextTryAt, failing -> ZoneOffset.UTC, now)
                .setSortProperty("nextTryAt")
                .setFlexGrow(0)
                .setWidth("9rem");
        component("Try", this::action).setSortable(false).setFlexGrow(0).setWidth("7rem");
        orAsCards("Failing accounts", this::card);
        showFrom(ROOMY, next);
    }

    private static Anchor account(FailingAccount failing) {
        return new Anchor(AccountPage.aboutAccount(failing.account()), failing.account());
    }

    private Button action(FailingAccount failing) {
        var button = new Button("Try now", click -> tryNow.accept(failing));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel("Try " + failing.account() + " now");
        button.setDisableOnClick(true);
        return button;
    }

    private Component card(FailingAccount failing) {
        var head = new Div(account(failing), action(failing));
        head.addClassName("between");
        var times = quiet("Failing for " + Format.count(failing.attempts(), "try", "tries") + ", since "
                + Format.minute(failing.since(), ZoneOffset.UTC) + " UTC; tried again "
                + Format.distance(failing.nextTryAt(), now));
        var card = new Div(head, new Span(failing.reason()), times);
        card.addClassName("row-card");
        return card;
    }
}
