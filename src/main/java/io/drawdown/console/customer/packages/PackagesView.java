package io.drawdown.console.customer.packages;

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
import io.drawdown.account.model.Account;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.ViewLinks;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.console.components.list.FilteredList;
import io.drawdown.console.components.list.SettlementList;
import io.drawdown.console.customer.alerts.UsageAlertButtons;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.console.frame.live.LiveUpdates;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.ResourcePackage;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

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

        QueryParameters addTo(QueryParameters address) {
            return this == PACKAGES ? address : address.merging(VIEW, slug);
        }
    }

    private final CurrentAccount currentAccount;
    private final Packages packages;
    private final Forecasts forecasts;
    private final CatalogNamesLoader catalogNames;
    private final UsageAlertButtons alerts;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    PackagesView(
            CurrentAccount currentAccount,
            Packages packages,
            Forecasts forecasts,
            CatalogNamesLoader catalogNames,
            UsageAlertButtons alerts,
            LiveUpdates liveUpdates,
            Clock clock) {
        super("Resource Packages", currentAccount);
        this.currentAccount = currentAccount;
        this.packages = packages;
        this.forecasts = forecasts;
        this.catalogNames = catalogNames;
        this.alerts = alerts;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var address = entered.getLocation().getQueryParameters();
        var view = View.of(address);
        add(
                viewLinks(view),
                switch (view) {
                    case PACKAGES -> packagesList(account, address);
                    case KINDS -> kindsList(account);
                    case DEDUCTIONS -> deductionsList(account, address);
                });
    }

    private ViewLinks viewLinks(View current) {
        var viewLinks = new ViewLinks();
        for (var view : View.values()) {
            var link = new RouterLink(view.title, PackagesView.class);
            link.setQueryParameters(view.addTo(accountParameters()));
            viewLinks.add(link, view == current);
        }
        return viewLinks;
    }

    private Component packagesList(Account account, QueryParameters address) {
        var names = catalogNames.load();
        var filters = new PackageFilters(names, accountParameters());
        filters.bar().open(address);
        var grid = new PackageGrid(names, accountParameters(), account.zone(), clock.instant());
        var list = new FilteredList<>(
                filters.bar(),
                () -> packages.list(account.code(), filters.toFilter()),
                () -> withForecast(grid, account),
                this::emptyState);
        list.show();
        setActions(
                account,
                new LinkButton(
                        PackageExport.create(
                                () -> packages.list(account.code(), filters.toFilter()), names, account.code()),
                        "Export CSV"));
        liveUpdates.watch(list, account.code(), happened -> {
            if (happened) {
                list.refresh();
            } else {
                grid.update(packages.findByIds(account.code(), idsOf(grid.rowsInView()))
                        .values());
            }
        });
        return list;
    }

    private PackageGrid withForecast(PackageGrid grid, Account account) {
        grid.setForecast(forecasts.forecastAtCurrentRate(account.code()).orElse(null));
        return grid;
    }

    private static List<String> idsOf(List<ResourcePackage> rows) {
        return rows.stream().map(ResourcePackage::id).toList();
    }

    private Component kindsList(Account account) {
        setActions(account);
        var quotas = packages.quotas(account.code());
        if (quotas.isEmpty()) {
            return new EmptyState(
                    "No valid packages", "The remaining quota of valid packages is added up here by kind.");
        }
        var forecast = new AtomicReference<>(forecasts.forecast(account.code()));
        var table = new QuotaKindGrid(
                quotas,
                forecast.get(),
                catalogNames.load(),
                accountParameters(),
                currentAccount.mayChange(),
                account.zone(),
                clock);
        liveUpdates.watch(table, account.code(), happened -> {
            if (happened) {
                forecast.set(forecasts.forecast(account.code()));
            }
            table.refresh(packages.quotas(account.code()), forecast.get());
        });
        return table;
    }

    private Component deductionsList(Account account, QueryParameters address) {
        var list = new SettlementList<>(
                "packages",
                address,
                () -> packages.mergedDeductions(account.code(), null),
                () -> packages.deductions(account.code(), null, null, null, null));
        setActions(
                account,
                new LinkButton(
                        DeductionExport.create("deductions-" + account.code(), () -> list, account), "Export CSV"));
        var deductions = new NamedDeductions(list, packages, account.code());
        var count = deductions.count();
        if (count == 0) {
            return new EmptyState("No deductions yet", "Node-hours that jobs use from packages are listed here.");
        }
        var words = new Span(Format.listLength(count, "deduction", "deductions"));
        words.addClassName("quiet");
        var table = new DeductionGrid(deductions, count, true, accountParameters(), account.zone(), clock.instant());
        Runnable refresh = () -> {
            var now = deductions.count();
            words.setText(Format.listLength(now, "deduction", "deductions"));
            table.refresh(deductions, now);
        };
        liveUpdates.watch(table, account.code(), happened -> {
            if (happened) {
                refresh.run();
            }
        });
        var head = CellLayout.spread(words, list.toggle(refresh));
        var content = new Div(head, table);
        content.addClassName("tab-content");
        return content;
    }

    private Component emptyState() {
        return currentAccount.mayChange()
                ? new EmptyState(
                        "No packages yet",
                        "A package covers usage in its region, before anything is billed pay-per-use.",
                        new LinkButton("buy", "Buy Package"))
                : new EmptyState("No packages yet", "The packages that this account buys are listed here.");
    }

    private void setActions(Account account, Component... others) {
        var actions = new ArrayList<>(Arrays.asList(others));
        if (currentAccount.mayChange()) {
            actions.add(new LinkButton("buy", "Buy Package"));
        }
        var alert = alerts.createButton(account, accountParameters(), this::showNotice);
        alert.addThemeVariants(ButtonVariant.PRIMARY);
        actions.add(alert);
        header().setActions(actions.toArray(Component[]::new));
    }
}
