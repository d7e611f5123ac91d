package io.drawdown.console.admin.failing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.quota.ledger.FailingAccount;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/**
 * The grid of failing accounts, each with a button that retries at once. Times are in UTC, because accounts differ in
 * zone.
 */
class FailingAccountGrid extends DataGrid<FailingAccount> {

    private final Consumer<FailingAccount> retry;
    private final Instant now;

    /** Creates a grid whose buttons retry an account. */
    FailingAccountGrid(Consumer<FailingAccount> retry, Instant now) {
        super(FailingAccount::account);
        this.retry = retry;
        this.now = now;
        componentColumn("Account", FailingAccountGrid::accountLink)
                .setSortProperty("account")
                .setFlexGrow(1)
                .setWidth("8rem")
                .setRowHeader(true);
        componentColumn("Reason", failing -> wrappedText(failing.reason()))
                .setSortable(false)
                .setFlexGrow(3)
                .setWidth("16rem");
        instantColumn("Since, UTC", FailingAccount::since, failing -> ZoneOffset.UTC, now)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9rem");
        numberColumn("Attempts", failing -> Format.count(failing.attempts()))
                .setSortProperty("attempts")
                .setFlexGrow(0)
                .setWidth("6.25rem");
        var next = instantColumn("Next attempt, UTC", FailingAccount::nextTryAt, failing -> ZoneOffset.UTC, now)
                .setSortProperty("nextTryAt")
                .setFlexGrow(0)
                .setWidth("9rem");
        componentColumn("Try", this::retryButton)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("7rem");
        showAsCardsWhenNarrow("Failing accounts", this::card);
        leaveOutFirst(next);
    }

    private static Anchor accountLink(FailingAccount failing) {
        return new Anchor(AccountPage.accountAddress(failing.account()), failing.account());
    }

    private Button retryButton(FailingAccount failing) {
        var button = new Button("Try now", click -> retry.accept(failing));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel("Try " + failing.account() + " now");
        button.setDisableOnClick(true);
        return button;
    }

    private Component card(FailingAccount failing) {
        var head = new Div(accountLink(failing), retryButton(failing));
        head.addClassName("between");
        var times = quietText("Failing for " + Format.count(failing.attempts(), "try", "tries") + ", since "
                + Format.minute(failing.since(), ZoneOffset.UTC) + " UTC; next attempt "
                + Format.distance(failing.nextTryAt(), now));
        var card = new Div(head, new Span(failing.reason()), times);
        card.addClassName("row-card");
        return card;
    }
}
