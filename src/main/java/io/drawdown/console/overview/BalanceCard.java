package io.drawdown.console.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.QuotaMeter;
import io.drawdown.console.components.RunsOutWords;
import io.drawdown.console.format.Format;

/** What remains of a specification in a region, as a meter. */
class BalanceCard extends Card {

    BalanceCard(Balance balance, RunsOutWords runsOut, CatalogNames names, QueryParameters sameAccount) {
        super(names.specification(balance.specification()));
        subtitle(balance.region());
        var standing = balance.standing();
        aside(standing.badge());
        var packages = new Anchor(
                Address.of(
                        "packages",
                        sameAccount
                                .merging("region", balance.region())
                                .merging("specification", balance.specification())),
                Format.count(balance.packages(), "package", "packages") + " in validity");
        var label = "Remaining of " + names.specification(balance.specification()) + " in " + balance.region();
        add(
                new QuotaMeter(label, balance.remainingNodeSeconds(), balance.totalNodeSeconds(), standing.tone())
                        .large(),
                runsOut,
                new Div(packages));
    }
}
