package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.account.model.AccountMatch;
import io.drawdown.account.model.AccountState;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.DataGrid;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The grid of accounts. Each links to its page; a search adds a column that shows what matched. */
class AccountGrid extends DataGrid<AccountMatch> {

    AccountGrid(boolean isSearch) {
        super(found -> found.account().code());
        componentColumn("Name", AccountGrid::accountLink)
                .setSortProperty("name")
                .setFlexGrow(3)
                .setWidth("12rem")
                .setRowHeader(true);
        componentColumn("Code", found -> wrappedText(found.account().code()))
                .setSortProperty("code")
                .setFlexGrow(2)
                .setWidth("9rem");
        if (isSearch) {
            componentColumn("Found by", found -> wrappedText(matchText(found)))
                    .setSortable(false)
                    .setFlexGrow(2)
                    .setWidth("11rem");
        }
        var zone = textColumn("Time zone", found -> found.account().zone().getId())
                .setSortable(false)
                .setFlexGrow(1)
                .setWidth("9rem");
        var currency = textColumn(
                        "Currency", found -> found.account().currency().getCurrencyCode())
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("6rem");
        numberColumn("Credit limit", AccountGrid::limitText)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9rem");
        numberColumn("Users", found -> Format.count(found.userCount()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("5.5rem");
        showAsCardsWhenNarrow("Accounts", found -> card(found, isSearch));
        leaveOutFirst(currency, zone);
    }

    private static Component accountLink(AccountMatch found) {
        var account = found.account();
        return account.state() == AccountState.ACTIVE
                ? AccountView.link(account)
                : CellLayout.spread(AccountView.link(account), AccountStateCard.badge(account.state()));
    }

    private static String limitText(AccountMatch found) {
        var limit = found.account().creditLimit();
        return limit == null ? "–" : Format.money(limit);
    }

    static String matchText(AccountMatch found) {
        var by = new ArrayList<String>();
        if (found.matchesName()) {
            by.add("name");
        }
        if (found.matchesCode()) {
            by.add("code");
        }
        if (found.matchingUser() != null) {
            by.add("user " + found.matchingUser().username() + " ("
                    + found.matchingUser().displayName() + ")");
        }
        if (found.matchingOrder() != null) {
            by.add("order " + found.matchingOrder());
        }
        return String.join(", ", by);
    }

    private static Component card(AccountMatch found, boolean isSearch) {
        var account = found.account();
        var head = new Div(accountLink(found), new Span(account.currency().getCurrencyCode()));
        head.addClassName("between");
        var about = Stream.of(
                        account.code(),
                        account.zone().getId(),
                        Format.count(found.userCount(), "user", "users"),
                        account.creditLimit() == null ? null : "limit " + limitText(found))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        var words = quietText(about);
        var card = new Div(head, words);
        card.addClassName("row-card");
        if (isSearch) {
            card.add(wrappedText("Found by " + matchText(found)));
        }
        return card;
    }
}
