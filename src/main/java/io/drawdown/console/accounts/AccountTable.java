package io.drawdown.console.accounts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.FoundAccount;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Accounts, each with a link to its page and, where something was looked for, with what it was found by. */
class AccountTable extends Table<FoundAccount> {

    AccountTable(boolean isSearch) {
        super(found -> found.account().code());
        component("Name", AccountTable::link)
                .setSortProperty("name")
                .setFlexGrow(3)
                .setWidth("12rem")
                .setRowHeader(true);
        component("Code", found -> wrapped(found.account().code()))
                .setSortProperty("code")
                .setFlexGrow(2)
                .setWidth("9rem");
        if (isSearch) {
            component("Found by", found -> wrapped(foundBy(found)))
                    .setSortable(false)
                    .setFlexGrow(2)
                    .setWidth("11rem");
        }
        var zone = text("Time zone", found -> found.account().zone().getId())
                .setSortable(false)
                .setFlexGrow(1)
                .setWidth("9rem");
        var currency = text("Currency", found -> found.account().currency().getCurrencyCode())
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("6rem");
        number("Credit limit", AccountTable::limit)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9rem");
        number("Users", found -> Format.count(found.users()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("5.5rem");
        orAsCards("Accounts", found -> card(found, isSearch));
        showFrom(ROOMY, zone);
        showFrom(ROOMY, currency);
    }

    private static RouterLink link(FoundAccount found) {
        return AccountView.link(found.account());
    }

    private static String limit(FoundAccount found) {
        var limit = found.account().creditLimit();
        return limit == null ? "–" : Format.money(limit);
    }

    static String foundBy(FoundAccount found) {
        var by = new ArrayList<String>();
        if (found.byName()) {
            by.add("name");
        }
        if (found.byCode()) {
            by.add("code");
        }
        if (found.user() != null) {
            by.add("user " + found.user().username() + " (" + found.user().displayName() + ")");
        }
        if (found.order() != null) {
            by.add("order " + found.order());
        }
        return String.join(", ", by);
    }

    private static Component card(FoundAccount found, boolean isSearch) {
        var account = found.account();
        var head = new Div(link(found), new Span(account.currency().getCurrencyCode()));
        head.addClassName("between");
        var about = Stream.of(
                        account.code(),
                        account.zone().getId(),
                        Format.count(found.users(), "user", "users"),
                        account.creditLimit() == null ? null : "limit " + limit(found))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        var words = quiet(about);
        var card = new Div(head, words);
        card.addClassName("row-card");
        if (isSearch) {
            card.add(wrapped("Found by " + foundBy(found)));
        }
        return card;
    }
}
