package io.drawdown.console.customer.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.quota.DepletionText;
import io.drawdown.console.components.quota.QuotaMeter;

/** The remaining quota of a specification in a region, as a meter. */
class BalanceCard extends Card {

    BalanceCard(
            SpecificationBalance specificationBalance,
            DepletionText runsOut,
            CatalogNames names,
            QueryParameters accountParameters) {
        super(names.specificationName(specificationBalance.specification()));
        subtitle(specificationBalance.region());
        var quotaStatus = specificationBalance.status();
        aside(quotaStatus.badge());
        var packages = new Anchor(
                PageAddress.of(
                        "packages",
                        accountParameters
                                .merging("region", specificationBalance.region())
                                .merging("specification", specificationBalance.specification())),
                Format.count(specificationBalance.packages(), "valid package", "valid packages"));
        var label = "Remaining of " + names.specificationName(specificationBalance.specification()) + " in "
                + specificationBalance.region();
        add(
                new QuotaMeter(
                                label,
                                specificationBalance.remainingNodeSeconds(),
                                specificationBalance.totalNodeSeconds(),
                                quotaStatus.tone())
                        .large(),
                runsOut,
                new Div(packages));
    }
}
