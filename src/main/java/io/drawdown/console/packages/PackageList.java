package io.drawdown.console.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.Account;
import io.drawdown.base.Listing;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.components.EmptyState;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.PackageFilter;
import io.drawdown.quota.Packages;
import io.drawdown.quota.ResourcePackage;
import java.time.Instant;
import java.util.function.ObjLongConsumer;

/** The packages of an account and what narrows them; the address follows the filters. */
class PackageList extends Div {

    private final Packages packages;
    private final Forecasts forecasts;
    private final String account;
    private final QueryParameters sameAccount;
    private final PackageFilterBar bar;
    private final PackageTable table;
    private final Component nothingYet;
    private final Component nothingMatches;
    private PackageFilter filter;

    PackageList(
            Packages packages,
            Forecasts forecasts,
            CatalogNames names,
            Account account,
            PackageFilter filter,
            QueryParameters sameAccount,
            Component nothingYet,
            Instant now) {
        this.packages = packages;
        this.forecasts = forecasts;
        this.account = account.code();
        this.filter = filter;
        this.sameAccount = sameAccount;
        this.nothingYet = nothingYet;
        addClassName("tab-content");
        bar = new PackageFilterBar(names, filter, this::filtered);
        table = new PackageTable(names, sameAccount, account.zone(), now);
        nothingMatches = new EmptyState(
                "Nothing matches",
                "No package is like that. Change a filter, or show all packages again.",
                new Button("Clear filters", click -> clear()));
        add(bar, table, nothingMatches, nothingYet);
        show();
    }

    /** What is shown now. */
    PackageFilter filter() {
        return filter;
    }

    /** Shows what has changed since. */
    void refresh(boolean happened) {
        if (happened) {
            show(table::refresh);
        } else {
            table.update(packages.byId(
                            account,
                            table.inView().stream().map(ResourcePackage::id).toList())
                    .values());
        }
    }

    private void filtered(PackageFilter changed, boolean typing) {
        filter = changed;
        var address = Filters.put(filter, sameAccount);
        if (typing) {
            Address.replace("packages", address);
        } else {
            Address.push("packages", address);
        }
        show();
    }

    private void clear() {
        bar.show(PackageFilter.ALL);
        filtered(PackageFilter.ALL, false);
    }

    private void show() {
        show(table::show);
    }

    private void show(ObjLongConsumer<Listing<ResourcePackage>> shower) {
        var list = packages.list(account, filter);
        var count = list.count();
        var isEmpty = count == 0 && filter.equals(PackageFilter.ALL);
        bar.setCount(count);
        bar.setVisible(!isEmpty);
        table.setVisible(count > 0);
        nothingMatches.setVisible(count == 0 && !isEmpty);
        nothingYet.setVisible(isEmpty);
        table.setBurn(forecasts.atPresentBurn(account).orElse(null));
        shower.accept(list, count);
    }
}
