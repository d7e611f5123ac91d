package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.usage.imports.UsageImport.AccountOutcome;

/** The grid of what each account would get by an import. */
class OutcomeGrid extends DataGrid<AccountOutcome> {

    OutcomeGrid(Listing<AccountOutcome> accounts, long count) {
        super(AccountOutcome::account);
        componentColumn("Account", OutcomeGrid::link)
                .setFlexGrow(2)
                .setWidth("9rem")
                .setRowHeader(true);
        numberColumn("Records", one -> Format.count(one.usageRecords()))
                .setFlexGrow(1)
                .setWidth("6rem");
        numberColumn("Usage, h", one -> Format.hoursWithoutUnit(one.nodeSeconds()))
                .setFlexGrow(1)
                .setWidth("7rem");
        numberColumn("From packages, h", one -> Format.hoursWithoutUnit(one.deductedNodeSeconds()))
                .setFlexGrow(1)
                .setWidth("9rem");
        numberColumn("Pay-per-use, h", one -> Format.hoursWithoutUnit(one.chargedNodeSeconds()))
                .setFlexGrow(1)
                .setWidth("8rem");
        numberColumn("Charged", one -> Format.money(one.charged().rounded()))
                .setFlexGrow(1)
                .setWidth("8rem");
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Accounts", OutcomeGrid::card);
        show(accounts, count);
    }

    private static Anchor link(AccountOutcome one) {
        return new Anchor(AccountPage.accountAddress(one.account()), one.account());
    }

    private static Component card(AccountOutcome one) {
        return CellLayout.rowCard(
                CellLayout.spread(
                        link(one), wrappedText(Format.money(one.charged().rounded()))),
                quietText(Format.count(one.usageRecords(), "record", "records") + ", "
                        + Format.hours(one.nodeSeconds()) + ": " + Format.hours(one.deductedNodeSeconds())
                        + " from packages, " + Format.hours(one.chargedNodeSeconds()) + " pay-per-use"));
    }
}
