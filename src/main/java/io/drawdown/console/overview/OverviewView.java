package io.drawdown.console.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.Account;
import io.drawdown.billing.Billing;
import io.drawdown.catalog.Catalog;
import io.drawdown.console.AccountPage;
import io.drawdown.console.Address;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.CurrentAccount;
import io.drawdown.console.LiveFigures;
import io.drawdown.console.alerts.UsageAlertButtons;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Patch;
import io.drawdown.console.components.RunsOutWords;
import io.drawdown.quota.Forecast;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.PackageFilter;
import io.drawdown.quota.PackageStatus;
import io.drawdown.quota.Packages;
import io.drawdown.quota.ResourcePackage;
import io.drawdown.usage.UsageHistory;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.data.domain.Sort;

@Route("")
@PageTitle("Overview · Drawdown")
@Menu(title = "Overview", order = 0)
@PermitAll
class OverviewView extends AccountPage {

    private static final Duration SOON = Duration.ofDays(7);
    private static final int MOST_EXPIRING = 10;
    private static final int DAYS = 30;

    private final CurrentAccount current;
    private final Packages packages;
    private final Forecasts forecasts;
    private final UsageHistory usage;
    private final Billing billing;
    private final Catalog catalog;
    private final UsageAlertButtons alerts;
    private final LiveFigures figures;
    private final Clock clock;

    OverviewView(
            CurrentAccount current,
            Packages packages,
            Forecasts forecasts,
            UsageHistory usage,
            Billing billing,
            Catalog catalog,
            UsageAlertButtons alerts,
            LiveFigures figures,
            Clock clock) {
        super("Overview", current);
        this.current = current;
        this.packages = packages;
        this.forecasts = forecasts;
        this.usage = usage;
        this.billing = billing;
        this.catalog = catalog;
        this.alerts = alerts;
        this.figures = figures;
        this.clock = clock;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var actions = new ArrayList<Component>(List.of(alerts.of(account, sameAccount(), this::say)));
        if (current.mayChange()) {
            actions.add(new LinkButton("buy", "Buy Package").primary());
        }
        header().setActions(actions.toArray(Component[]::new));
        var now = clock.instant();
        var hasPackages = packages.list(account.code(), PackageFilter.ALL).count() > 0;
        var month = new AtomicReference<>(month(account));
        if (!hasPackages && !month.get().isAnything()) {
            var nothing = nothingYet();
            figures.watch(nothing, account.code(), happened -> {
                if (happened) {
                    nothing.getUI().ifPresent(page -> page.refreshCurrentRoute(false));
                }
            });
            add(nothing);
            return;
        }
        var names = CatalogNames.of(catalog);
        var balances = balances(account);
        var notices = notices(account, balances, month.get(), names, now);
        var forecast = new AtomicReference<>(forecasts.of(account.code()));
        var quota = quota(account, balances, forecast.get(), names, now);
        var days = days(account);
        var paid = paid(month.get());
        var recent = new Div(days, paid);
        recent.addClassName("main-and-aside");
        add(notices, quota, recent);
        figures.watch(quota, account.code(), happened -> {
            if (happened) {
                forecast.set(forecasts.of(account.code()));
                month.set(month(account));
                Patch.apply(days, days(account));
            } else {
                month.updateAndGet(known -> known.running(billing.runningNotYetBilled(account.code())));
            }
            var changed = balances(account);
            Patch.apply(notices, notices(account, changed, month.get(), names, clock.instant()));
            Patch.apply(quota, quota(account, changed, forecast.get(), names, clock.instant()));
            Patch.apply(paid, paid(month.get()));
        });
    }

    private MonthFigures month(Account account) {
        var month = account.monthOf(clock.instant());
        return new MonthFigures(
                usage.month(account.code(), month),
                billing.statement(account.code(), month),
                billing.uncovered(account.code(), month));
    }

    private List<Balance> balances(Account account) {
        return Balance.of(packages.quotas(account.code()));
    }

    private Div notices(Account account, List<Balance> balances, MonthFigures month, CatalogNames names, Instant now) {
        var attention = new Attention(names, sameAccount(), current.mayChange(), now);
        var notices = new Div();
        notices.addClassName("notices");
        attention.notices(balances, month.statement(), expiring(account, now)).forEach(notices::add);
        return notices;
    }

    private Section quota(Account account, List<Balance> balances, Forecast forecast, CatalogNames names, Instant now) {
        var heading = new Div(
                new H2("Remaining quota"), new Anchor(Address.of("estimate", sameAccount()), "Will the next job fit?"));
        heading.addClassName("between");
        var quota = new Section(heading, remaining(account, balances, forecast, names, now));
        quota.addClassName("section");
        return quota;
    }

    private Div days(Account account) {
        return new Div(new UsageCard(usage.byDay(account.code(), DAYS), account.zone()));
    }

    private Div paid(MonthFigures month) {
        var cards = new Div(new MonthCard(month.usage(), month.statement()));
        if (!month.uncovered().isEmpty()) {
            cards.add(new ReasonsCard(month.uncovered(), month.usage().month(), sameAccount()));
        }
        return cards;
    }

    private Component remaining(
            Account account, List<Balance> balances, Forecast forecast, CatalogNames names, Instant now) {
        if (balances.isEmpty()) {
            return new EmptyState(
                    "Nothing in validity",
                    "No package is valid now, so what runs is billed pay-per-use.",
                    new LinkButton("packages", "See packages"));
        }
        var cards = new Div();
        cards.addClassName("cards");
        for (var balance : balances) {
            var runsOut = new RunsOutWords(forecast.of(balance.region(), balance.specification()), account.zone(), now);
            cards.add(new BalanceCard(balance, runsOut, names, sameAccount()));
        }
        return cards;
    }

    private List<ResourcePackage> expiring(Account account, Instant now) {
        var inEffect = new PackageFilter(null, null, PackageStatus.IN_EFFECT, null);
        return packages.list(account.code(), inEffect).rows(0, MOST_EXPIRING, Sort.by("expiresAt")).stream()
                .filter(one -> !one.expiresAt().isAfter(now.plus(SOON)))
                .toList();
    }

    private Component nothingYet() {
        return current.mayChange()
                ? new EmptyState(
                        "Start with a package",
                        "A package is a prepaid quota of node-hours in one region. What your jobs run is taken from it first; "
                                + "only the rest is billed pay-per-use.",
                        new LinkButton("buy", "Buy your first package"))
                : new EmptyState("Nothing here yet", "This account has bought no package and run nothing this month.");
    }
}
