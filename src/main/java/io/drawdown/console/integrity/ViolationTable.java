package io.drawdown.console.integrity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.Listing;
import io.drawdown.console.AccountPage;
import io.drawdown.console.Address;
import io.drawdown.console.components.Table;
import io.drawdown.console.usage.UsageLinks;
import io.drawdown.integrity.FoundViolation;

/** What a check found, by name, each with a link to the package, the job or else the account that it is of. */
class ViolationTable extends Table<FoundViolation> {

    ViolationTable(Listing<FoundViolation> violations, long count) {
        super(FoundViolation::number);
        component("What", ViolationTable::subject)
                .setFlexGrow(1)
                .setWidth("11rem")
                .setRowHeader(true);
        component("Must be true", one -> wrapped(one.rule())).setFlexGrow(2).setWidth("13rem");
        component("Figures that disagree", one -> wrapped(one.detail()))
                .setFlexGrow(2)
                .setWidth("13rem");
        getColumns().forEach(column -> column.setSortable(false));
        orAsCards("Violations", ViolationTable::card);
        show(violations, count);
    }

    private static Component subject(FoundViolation one) {
        if (one.account() == null) {
            return wrapped(one.subject());
        }
        var account = QueryParameters.of(AccountPage.ACCOUNT, one.account());
        return twoLines(new Div(link(one, account)), quiet("of " + one.account()));
    }

    private static Component link(FoundViolation one, QueryParameters account) {
        var link = new Anchor("", one.subject());
        if (one.packageId() != null) {
            link.setHref(Address.of("packages/" + one.packageId(), account));
        } else {
            link.setHref(
                    (one.job() == null ? UsageLinks.jobs("", account) : UsageLinks.job(one.job(), account)).getHref());
        }
        return link;
    }

    private static Component card(FoundViolation one) {
        var card = new Div(subject(one), wrapped(one.detail()), quiet(one.rule()));
        card.addClassName("row-card");
        return card;
    }
}
