package io.drawdown.console.customer.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.console.components.quota.DepletionText;
import io.drawdown.console.components.quota.QuotaMeter;
import io.drawdown.console.components.quota.QuotaStatus;
import io.drawdown.quota.forecast.Forecast;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.Quota;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/** The grid of the remaining quota of each kind, by region, over the packages in validity. */
class QuotaKindGrid extends DataGrid<Quota> {

    private final CatalogNames names;
    private final QueryParameters accountParameters;
    private final boolean mayBuy;
    private final ZoneId zone;
    private final Clock clock;
    private Forecast forecast;

    QuotaKindGrid(
            List<Quota> quotas,
            Forecast forecast,
            CatalogNames names,
            QueryParameters accountParameters,
            boolean mayBuy,
            ZoneId zone,
            Clock clock) {
        super(quota -> List.of(quota.region(), quota.specification(), quota.activities()));
        this.forecast = forecast;
        this.names = names;
        this.accountParameters = accountParameters;
        this.mayBuy = mayBuy;
        this.zone = zone;
        this.clock = clock;
        textColumn("Specification", quota -> names.specificationName(quota.specification()))
                .setTooltipGenerator(Quota::specification)
                .setWidth("8rem")
                .setRowHeader(true);
        textColumn("Region", Quota::region)
                .setTooltipGenerator(quota -> names.regionName(quota.region()))
                .setWidth("7.5rem");
        textColumn("Covers", quota -> DomainLabels.label(quota.activities())).setWidth("10rem");
        componentColumn("Remaining", this::remainingCell).setFlexGrow(2).setWidth("12rem");
        componentColumn("Status", quota -> statusOf(quota).badge()).setWidth("8rem");
        componentColumn("Valid packages", this::packagesLink).setWidth("8rem");
        if (mayBuy) {
            componentColumn("Buy", this::buyLink).setWidth("6.5rem").setFlexGrow(0);
        }
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Kinds", this::card);
        show(Listing.of(quotas), quotas.size());
    }

    void refresh(List<Quota> quotas, Forecast forecast) {
        this.forecast = forecast;
        refresh(Listing.of(quotas), quotas.size());
    }

    private Div remainingCell(Quota quota) {
        var kind = new PackageKind(quota.region(), quota.specification(), quota.activities());
        var cell = new Div(
                new QuotaMeter(
                        "Remaining of " + names.specificationName(quota.specification()) + " in " + quota.region(),
                        quota.remainingNodeSeconds(),
                        quota.totalNodeSeconds(),
                        statusOf(quota).tone()),
                new DepletionText(forecast.depletionOf(kind), zone, clock.instant()));
        cell.addClassName("wrapped");
        return cell;
    }

    private Anchor buyLink(Quota quota) {
        var link = new Anchor(
                PageAddress.of(
                        "buy",
                        accountParameters
                                .merging(FilterBar.REGION, quota.region())
                                .merging(FilterBar.SPECIFICATION, quota.specification())),
                "Buy more");
        link.setAriaLabel("Buy more " + names.specificationName(quota.specification()) + " in " + quota.region());
        return link;
    }

    private RouterLink packagesLink(Quota quota) {
        var link = new RouterLink(Format.count(quota.packages(), "package", "packages"), PackagesView.class);
        link.setQueryParameters(accountParameters
                .merging(FilterBar.REGION, quota.region())
                .merging(FilterBar.SPECIFICATION, quota.specification())
                .merging("status", "in-effect"));
        return link;
    }

    private Component card(Quota quota) {
        var name = new StrongText(names.specificationName(quota.specification()));
        var head = new Div(name, statusOf(quota).badge());
        head.addClassName("between");
        var where = new Span(quota.region() + " · " + DomainLabels.label(quota.activities()));
        var links = new Div(packagesLink(quota));
        links.addClassName("between");
        if (mayBuy) {
            links.add(buyLink(quota));
        }
        var card = new Div(head, where, remainingCell(quota), links);
        card.addClassName("row-card");
        return card;
    }

    private static QuotaStatus statusOf(Quota quota) {
        return QuotaStatus.ofValid(quota.remainingNodeSeconds(), quota.totalNodeSeconds());
    }
}
