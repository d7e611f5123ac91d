package io.drawdown.console.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.Listing;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.QuotaMeter;
import io.drawdown.console.components.Standing;
import io.drawdown.console.components.Strong;
import io.drawdown.console.components.Table;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import io.drawdown.quota.PackageFilter;
import io.drawdown.quota.Quota;
import java.util.List;

/** What remains of each kind, region by region, over the packages in validity. */
class KindTable extends Table<Quota> {

    KindTable(List<Quota> quotas, CatalogNames names, QueryParameters sameAccount) {
        super(quota -> List.of(quota.region(), quota.specification(), quota.activities()));
        text("Specification", quota -> names.specification(quota.specification()))
                .setTooltipGenerator(Quota::specification)
                .setWidth("8rem")
                .setRowHeader(true);
        text("Region", Quota::region)
                .setTooltipGenerator(quota -> names.region(quota.region()))
                .setWidth("7.5rem");
        text("Covers", quota -> Words.of(quota.activities())).setWidth("10rem");
        component("Remaining", quota -> meter(quota, names)).setFlexGrow(2).setWidth("12rem");
        component("Status", quota -> standing(quota).badge()).setWidth("8rem");
        component("In validity", quota -> packages(quota, sameAccount)).setWidth("8rem");
        getColumns().forEach(column -> column.setSortable(false));
        orAsCards("Kinds", quota -> card(quota, names, sameAccount));
        show(Listing.of(quotas), quotas.size());
    }

    /** Shows what has changed since. */
    void refresh(List<Quota> quotas) {
        refresh(Listing.of(quotas), quotas.size());
    }

    private static QuotaMeter meter(Quota quota, CatalogNames names) {
        return new QuotaMeter(
                "Remaining of " + names.specification(quota.specification()) + " in " + quota.region(),
                quota.remainingNodeSeconds(),
                quota.totalNodeSeconds(),
                standing(quota).tone());
    }

    private static RouterLink packages(Quota quota, QueryParameters sameAccount) {
        var link = new RouterLink(Format.count(quota.packages(), "package", "packages"), PackagesView.class);
        var filter = new PackageFilter(quota.region(), quota.specification(), null, null);
        link.setQueryParameters(Filters.put(filter, sameAccount));
        return link;
    }

    private static Component card(Quota quota, CatalogNames names, QueryParameters sameAccount) {
        var name = new Strong(names.specification(quota.specification()));
        var head = new Div(name, standing(quota).badge());
        head.addClassName("between");
        var where = new Span(quota.region() + " · " + Words.of(quota.activities()));
        var card = new Div(head, where, meter(quota, names), packages(quota, sameAccount));
        card.addClassName("row-card");
        return card;
    }

    private static Standing standing(Quota quota) {
        return Standing.ofValid(quota.remainingNodeSeconds(), quota.totalNodeSeconds());
    }
}
