package io.drawdown.console.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.Account;
import io.drawdown.catalog.Catalog;
import io.drawdown.console.AccountPage;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.CurrentAccount;
import io.drawdown.console.LiveFigures;
import io.drawdown.console.alerts.UsageAlertButtons;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Views;
import io.drawdown.console.format.Format;
import io.drawdown.quota.Forecasts;
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

    private static final String VIEW = "view";

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
            var slug = address.getSingleParameter(VIEW).orElse("");
            return Arrays.stream(values())
                    .filter(view -> view.slug.equals(slug))
                    .findFirst()
                    .orElse(PACKAGES);
        }

        QueryParameters put(QueryParameters address) {
            return this == PACKAGES ? address : address.merging(VIEW, slug);
        }
    }

    private final CurrentAccount current;
    private final Packages packages;
    private final Forecasts forecasts;
    private final Catalog catalog;
    private final UsageAlertButtons alerts;
    private final LiveFigures figures;
    private final Clock clock;

    PackagesView(
            CurrentAccount current,
            Packages packages,
            Forecasts forecasts,
            Catalog catalog,
            UsageAlertButtons alerts,
            LiveFigures figures,
            Clock clock) {
        super("Resource Packages", current);
        this.current = current;
        this.packages = packages;
        this.forecasts = forecasts;
        this.catalog = catalog;
        this.alerts = alerts;
        this.figures = figures;
        this.clock = clock;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var address = entered.getLocation().getQueryParameters();
        var view = View.of(address);
        add(
                views(view),
                switch (view) {
                    case PACKAGES -> packages(account, Filters.of(address));
                    case KINDS -> kinds(account);
                    case DEDUCTIONS -> deductions(account);
                });
    }

    private Views views(View current) {
        var views = new Views();
        for (var view : View.values()) {
            var link = new RouterLink(view.title, PackagesView.class);
            link.setQueryParameters(view.put(sameAccount()));
            views.add(link, view == current);
        }
        return views;
    }

    private Component packages(Account account, PackageFilter filter) {
        var list = new PackageList(
                packages,
                forecasts,
                CatalogNames.of(catalog),
                account,
                filter,
                sameAccount(),
                nothingYet(),
                clock.instant());
        setActions(
                account,
                new LinkButton(new PackageExport(packages, catalog, account.code(), list::filter), "Export CSV"));
        figures.watch(list, account.code(), list::refresh);
        return list;
    }

    private Component kinds(Account account) {
        setActions(account);
        var quotas = packages.quotas(account.code());
        if (quotas.isEmpty()) {
            return new EmptyState(
                    "Nothing in validity", "What remains of the packages that are valid now is added up here by kind.");
        }
        var table = new KindTable(quotas, CatalogNames.of(catalog), sameAccount());
        figures.watch(table, account.code(), happened -> table.refresh(packages.quotas(account.code())));
        return table;
    }

    private Component deductions(Account account) {
        setActions(account);
        var deductions = new NamedDeductions(
                packages.deductions(account.code(), null, null, null, null), packages, account.code());
        var count = deductions.count();
        if (count == 0) {
            return new EmptyState("No deductions yet", "What jobs take out of packages is listed here.");
        }
        var words = new Span(Format.length(count, "deduction", "deductions"));
        words.addClassName("quiet");
        var table = new DeductionTable(deductions, count, true, sameAccount(), account.zone(), clock.instant());
        figures.watch(table, account.code(), happened -> {
            if (happened) {
                var now = deductions.count();
                words.setText(Format.length(now, "deduction", "deductions"));
                table.refresh(deductions, now);
            }
        });
        var content = new Div(words, table);
        content.addClassName("tab-content");
        return content;
    }

    private Component nothingYet() {
        return current.mayChange()
                ? new EmptyState(
                        "No packages yet",
                        "A package covers usage in its region, before anything is billed pay-per-use.",
                        new LinkButton("buy", "Buy Package"))
                : new EmptyState("No packages yet", "The packages that this account buys are listed here.");
    }

    private void setActions(Account account, Component... others) {
        var actions = new ArrayList<>(Arrays.asList(others));
        if (current.mayChange()) {
            actions.add(new LinkButton("buy", "Buy Package"));
        }
        var alert = alerts.of(account, sameAccount(), this::say);
        alert.addThemeVariants(ButtonVariant.PRIMARY);
        actions.add(alert);
        header().setActions(actions.toArray(Component[]::new));
    }
}
