package io.drawdown.console.customer.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.model.Account;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.ResourcePackage;
import java.time.Instant;
import java.util.function.ObjLongConsumer;

/** An account's packages with their filters. The address follows the filters. */
class PackageList extends Div {

    private final Packages packages;
    private final Forecasts forecasts;
    private final String account;
    private final QueryParameters accountParameters;
    private final PackageFilterBar bar;
    private final PackageGrid table;
    private final Component nothingYet;
    private final Component nothingMatches;
    private PackageFilter filter;

    PackageList(
            Packages packages,
            Forecasts forecasts,
            CatalogNames names,
            Account account,
            PackageFilter filter,
            QueryParameters accountParameters,
            Component nothingYet,
            Instant now) {
        this.packages = packages;
        this.forecasts = forecasts;
        this.account = account.code();
        this.filter = filter;
        this.accountParameters = accountParameters;
        this.nothingYet = nothingYet;
        addClassName("tab-content");
        bar = new PackageFilterBar(names, filter, this::applyFilter);
        table = new PackageGrid(names, accountParameters, account.zone(), now);
        nothingMatches = new EmptyState(
                "Nothing matches",
                "No package is like that. Change a filter, or show all packages again.",
                new Button("Clear filters", click -> clearFilter()));
        add(bar, table, nothingMatches, nothingYet);
        showPackages();
    }

    PackageFilter filter() {
        return filter;
    }

    /** Shows the current packages. If nothing has happened to the account, only the rows in view are updated. */
    void refresh(boolean happened) {
        if (happened) {
            showPackages(table::refresh);
        } else {
            table.update(packages.findByIds(
                            account,
                            table.rowsInView().stream().map(ResourcePackage::id).toList())
                    .values());
        }
    }

    private void applyFilter(PackageFilter changed, boolean typing) {
        filter = changed;
        var address = PackageFilterParameters.addTo(filter, accountParameters);
        if (typing) {
            PageAddress.replace("packages", address);
        } else {
            PageAddress.push("packages", address);
        }
        showPackages();
    }

    private void clearFilter() {
        bar.show(PackageFilter.ALL);
        applyFilter(PackageFilter.ALL, false);
    }

    private void showPackages() {
        showPackages(table::show);
    }

    private void showPackages(ObjLongConsumer<Listing<ResourcePackage>> shower) {
        var list = packages.list(account, filter);
        var count = list.count();
        var isEmpty = count == 0 && filter.equals(PackageFilter.ALL);
        bar.setCount(count);
        bar.setVisible(!isEmpty);
        table.setVisible(count > 0);
        nothingMatches.setVisible(count == 0 && !isEmpty);
        nothingYet.setVisible(isEmpty);
        table.setForecast(forecasts.forecastAtCurrentRate(account).orElse(null));
        shower.accept(list, count);
    }
}
