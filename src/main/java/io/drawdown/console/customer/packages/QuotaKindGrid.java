package io.drawdown.console.customer.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.console.components.quota.QuotaMeter;
import io.drawdown.console.components.quota.QuotaStatus;
import io.drawdown.quota.packages.Quota;
import java.util.List;

/** The grid of the remaining quota of each kind, by region, over the packages in validity. */
class QuotaKindGrid extends DataGrid<Quota> {

    QuotaKindGrid(List<Quota> quotas, CatalogNames names, QueryParameters accountParameters) {
        super(quota -> List.of(quota.region(), quota.specification(), quota.activities()));
        textColumn("Specification", quota -> names.specificationName(quota.specification()))
                .setTooltipGenerator(Quota::specification)
                .setWidth("8rem")
                .setRowHeader(true);
        textColumn("Region", Quota::region)
                .setTooltipGenerator(quota -> names.regionName(quota.region()))
                .setWidth("7.5rem");
        textColumn("Covers", quota -> DomainLabels.label(quota.activities())).setWidth("10rem");
        componentColumn("Remaining", quota -> meter(quota, names))
                .setFlexGrow(2)
                .setWidth("12rem");
        componentColumn("Status", quota -> statusOf(quota).badge()).setWidth("8rem");
        componentColumn("Valid packages", quota -> packagesLink(quota, accountParameters))
                .setWidth("8rem");
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Kinds", quota -> card(quota, names, accountParameters));
        show(Listing.of(quotas), quotas.size());
    }

    void refresh(List<Quota> quotas) {
        refresh(Listing.of(quotas), quotas.size());
    }

    private static QuotaMeter meter(Quota quota, CatalogNames names) {
        return new QuotaMeter(
                "Remaining of " + names.specificationName(quota.specification()) + " in " + quota.region(),
                quota.remainingNodeSeconds(),
                quota.totalNodeSeconds(),
                statusOf(quota).tone());
    }

    private static RouterLink packagesLink(Quota quota, QueryParameters accountParameters) {
        var link = new RouterLink(Format.count(quota.packages(), "package", "packages"), PackagesView.class);
        link.setQueryParameters(accountParameters
                .merging(FilterBar.REGION, quota.region())
                .merging(FilterBar.SPECIFICATION, quota.specification()));
        return link;
    }

    private static Component card(Quota quota, CatalogNames names, QueryParameters accountParameters) {
        var name = new StrongText(names.specificationName(quota.specification()));
        var head = new Div(name, statusOf(quota).badge());
        head.addClassName("between");
        var where = new Span(quota.region() + " · " + DomainLabels.label(quota.activities()));
        var card = new Div(head, where, meter(quota, names), packagesLink(quota, accountParameters));
        card.addClassName("row-card");
        return card;
    }

    private static QuotaStatus statusOf(Quota quota) {
        return QuotaStatus.ofValid(quota.remainingNodeSeconds(), quota.totalNodeSeconds());
    }
}
