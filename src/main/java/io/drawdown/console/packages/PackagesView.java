package io.drawdown.console.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.drawdown.account.Account;
import io.drawdown.catalog.Catalog;
import io.drawdown.console.AccountPage;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.CurrentAccount;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.format.Format;
import io.drawdown.quota.PackageFilter;
import io.drawdown.quota.Packages;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;

@Route("packages")
@PageTitle("Resource Packages · Drawdown")
@Menu(title = "Resource Packages", order = 10)
@PermitAll
class PackagesView extends AccountPage {

    private static final String TAB = "tab";

    private enum View {
        PACKAGES("Packages", "packages"),
        KINDS("Remaining by kind", "kinds"),
        DEDUCTIONS("Deductions", "deductions");

        private final String title;
        private final String slug;

        View(String title, String slug) {
            this.title = title;
            this.slug = slug;
        }

        static View of(QueryParameters address) {
            var slug = address.getSingleParameter(TAB).orElse("");
            return Arrays.stream(values()).filter(view -> view.slug.equals(slug)).findFirst().orElse(PACKAGES);
        }

        QueryParameters put(QueryParameters address) {
            return this == PACKAGES ? address : address.merging(TAB, slug);
        }
    }

    private final CurrentAccount current;
    private final Packages packages;
    private final Catalog catalog;
    private final Clock clock;

    PackagesView(CurrentAccount current, Packages packages, Catalog catalog, Clock clock) {
        super("Resource Packages", current);
        this.current = current;
        this.packages = packages;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var address = entered.getLocation().getQueryParameters();
        var view = View.of(address);
        var content = new Div();
        content.addClassName("tab-content");
        var tabs = new Tabs(Arrays.stream(View.values()).map(each -> new Tab(each.title)).toArray(Tab[]::new));
        tabs.setSelectedIndex(view.ordinal());
        tabs.addSelectedChangeListener(change -> {
            var chosen = View.values()[tabs.getSelectedIndex()];
            Address.push("packages", chosen.put(sameAccount()));
            open(chosen, account, PackageFilter.ALL, content);
        });
        add(tabs, content);
        open(view, account, Filters.of(address), content);
    }

    private void open(View view, Account account, PackageFilter filter, Div content) {
        content.removeAll();
        content.add(switch (view) {
            case PACKAGES -> packages(account, filter);
            case KINDS -> kinds(account);
            case DEDUCTIONS -> deductions(account);
        });
    }

    private Component packages(Account account, PackageFilter filter) {
        var list = new PackageList(
                packages, CatalogNames.of(catalog), account.code(), filter, sameAccount(), nothingYet(), clock.instant());
        setActions(new LinkButton(new PackageExport(packages, catalog, account.code(), list::filter), "Export CSV"));
        return list;
    }

    private Component kinds(Account account) {
        setActions();
        var quotas = packages.quotas(account.code());
        return quotas.isEmpty()
                ? new EmptyState("Nothing in validity", "What remains of the packages that are valid now is added up here by kind.")
                : new KindTable(quotas, CatalogNames.of(catalog), sameAccount());
    }

    private Component deductions(Account account) {
        setActions();
        var deductions = new NamedDeductions(packages.deductions(account.code(), null, null, null, null), packages, account.code());
        var count = deductions.count();
        if (count == 0) {
            return new EmptyState("No deductions yet", "What jobs take out of packages is listed here.");
        }
        var words = new Span(Format.count(count, "deduction", "deductions"));
        words.addClassName("quiet");
        var content = new Div(
                words, new DeductionTable(deductions, count, true, sameAccount(), account.zone(), clock.instant()));
        content.addClassName("tab-content");
        return content;
    }

    private Component nothingYet() {
        return current.mayChange()
                ? new EmptyState("No packages yet", "A package covers usage in its region, before anything is billed pay-per-use.",
                        new LinkButton("buy", "Buy Package"))
                : new EmptyState("No packages yet", "The packages that this account buys are listed here.");
    }

    private void setActions(Component... others) {
        var actions = new ArrayList<>(Arrays.asList(others));
        if (current.mayChange()) {
            actions.add(new LinkButton("buy", "Buy Package").primary());
        }
        header().setActions(actions.toArray(Component[]::new));
    }
}
