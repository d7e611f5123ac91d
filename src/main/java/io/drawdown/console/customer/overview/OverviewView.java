package io.drawdown.console.customer.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.model.Account;
import io.drawdown.billing.Billing;
import io.drawdown.console.components.ComponentPatch;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.quota.DepletionText;
import io.drawdown.console.customer.alerts.UsageAlertButtons;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.AccountStateNotice;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.console.frame.live.LiveUpdates;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.Packages;
import io.drawdown.quota.forecast.Forecast;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageStatus;
import io.drawdown.quota.packages.ResourcePackage;
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

    private static final Duration EXPIRING_WITHIN = Duration.ofDays(7);
    private static final int MAX_EXPIRING = 10;
    private static final int SHOWN_DAYS = 30;

    /** How often what running jobs use is read for the bars of days and the month. */
    private static final Duration USAGE_INTERVAL = Duration.ofMinutes(1);

    private final CurrentAccount currentAccount;
    private final Packages packages;
    private final Forecasts forecasts;
    private final UsageHistory usage;
    private final Billing billing;
    private final CatalogNamesLoader catalogNames;
    private final UsageAlertButtons alerts;
    private final LiveUpdates liveUpdates;
    private final Clock clock;

    OverviewView(
            CurrentAccount currentAccount,
            Packages packages,
            Forecasts forecasts,
            UsageHistory usage,
            Billing billing,
            CatalogNamesLoader catalogNames,
            UsageAlertButtons alerts,
            LiveUpdates liveUpdates,
            Clock clock) {
        super("Overview", currentAccount);
        this.currentAccount = currentAccount;
        this.packages = packages;
        this.forecasts = forecasts;
        this.usage = usage;
        this.billing = billing;
        this.catalogNames = catalogNames;
        this.alerts = alerts;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var actions =
                new ArrayList<Component>(List.of(alerts.createButton(account, accountParameters(), this::showNotice)));
        if (currentAccount.mayChange()) {
            actions.add(new LinkButton("buy", "Buy Package").primary());
        }
        header().setActions(actions.toArray(Component[]::new));
        var now = clock.instant();
        var hasPackages = packages.list(account.code(), PackageFilter.ALL).count() > 0;
        var month = new AtomicReference<>(loadMonth(account));
        if (!hasPackages && !month.get().isNotEmpty()) {
            var nothing = emptyState();
            liveUpdates.watch(nothing, account.code(), happened -> {
                if (happened) {
                    nothing.getUI().ifPresent(page -> page.refreshCurrentRoute(false));
                }
            });
            AccountStateNotice.of(account).ifPresent(this::add);
            add(nothing);
            return;
        }
        var names = catalogNames.load();
        var balances = loadBalances(account);
        var notices = notices(account, balances, month.get(), names, now);
        var forecast = new AtomicReference<>(forecasts.forecast(account.code()));
        var quota = quotaSection(account, balances, forecast.get(), names, now);
        var days = usageByDay(account);
        var paid = paymentCards(month.get());
        var recent = new Div(days, paid);
        recent.addClassName("main-and-aside");
        add(notices, quota, recent);
        var readAt = new AtomicReference<>(now);
        liveUpdates.watch(quota, account.code(), happened -> {
            if (happened) {
                forecast.set(forecasts.forecast(account.code()));
            }
            if (happened || !clock.instant().isBefore(readAt.get().plus(USAGE_INTERVAL))) {
                readAt.set(clock.instant());
                month.set(loadMonth(account));
                ComponentPatch.apply(days, usageByDay(account));
            } else {
                month.updateAndGet(known -> known.withRunningCharges(billing.runningNotYetBilled(account.code())));
            }
            var changed = loadBalances(account);
            ComponentPatch.apply(notices, notices(account, changed, month.get(), names, clock.instant()));
            ComponentPatch.apply(quota, quotaSection(account, changed, forecast.get(), names, clock.instant()));
            ComponentPatch.apply(paid, paymentCards(month.get()));
        });
    }

    private MonthSummary loadMonth(Account account) {
        var month = account.monthOf(clock.instant());
        return new MonthSummary(
                usage.getMonth(account.code(), month),
                billing.statement(account.code(), month),
                billing.chargesByReason(account.code(), month));
    }

    private List<SpecificationBalance> loadBalances(Account account) {
        return SpecificationBalance.of(packages.quotas(account.code()));
    }

    private Div notices(
            Account account, List<SpecificationBalance> balances, MonthSummary month, CatalogNames names, Instant now) {
        var attentionNotices = new AttentionNotices(names, accountParameters(), currentAccount.mayChange(), now);
        var notices = new Div();
        notices.addClassName("notices");
        AccountStateNotice.of(account).ifPresent(notices::add);
        attentionNotices
                .notices(balances, month.statement(), loadExpiring(account, now))
                .forEach(notices::add);
        return notices;
    }

    private Section quotaSection(
            Account account, List<SpecificationBalance> balances, Forecast forecast, CatalogNames names, Instant now) {
        var heading = new Div(
                new H2("Remaining quota"), new Anchor(PageAddress.of("estimate", accountParameters()), "Job Estimate"));
        heading.addClassName("between");
        var quota = new Section(heading, remainingCards(account, balances, forecast, names, now));
        quota.addClassName("section");
        return quota;
    }

    private Div usageByDay(Account account) {
        return new Div(new UsageCard(usage.listDays(account.code(), SHOWN_DAYS), account.zone()));
    }

    private Div paymentCards(MonthSummary month) {
        var cards = new Div(new MonthCard(month.usage(), month.statement()));
        if (!month.uncovered().isEmpty()) {
            cards.add(new ChargeReasonsCard(month.uncovered(), month.usage().month(), accountParameters()));
        }
        return cards;
    }

    private Component remainingCards(
            Account account, List<SpecificationBalance> balances, Forecast forecast, CatalogNames names, Instant now) {
        if (balances.isEmpty()) {
            return new EmptyState(
                    "No valid packages",
                    "No package is valid now, so usage is billed pay-per-use.",
                    new LinkButton("packages", "See packages"));
        }
        var cards = new Div();
        cards.addClassName("cards");
        for (var specificationBalance : balances) {
            var runsOut = new DepletionText(
                    forecast.depletionOf(specificationBalance.region(), specificationBalance.specification()),
                    account.zone(),
                    now);
            cards.add(new BalanceCard(specificationBalance, runsOut, names, accountParameters()));
        }
        return cards;
    }

    private List<ResourcePackage> loadExpiring(Account account, Instant now) {
        var inEffect = new PackageFilter(null, null, PackageStatus.IN_EFFECT, null);
        return packages.list(account.code(), inEffect).rows(0, MAX_EXPIRING, Sort.by("expiresAt")).stream()
                .filter(one -> !one.expiresAt().isAfter(now.plus(EXPIRING_WITHIN)))
                .toList();
    }

    private Component emptyState() {
        return currentAccount.mayChange()
                ? new EmptyState(
                        "Start with a package",
                        "A package is a prepaid quota of node-hours in one region. Your jobs use it first; only the"
                                + " rest is billed pay-per-use.",
                        new LinkButton("buy", "Buy your first package"))
                : new EmptyState("Nothing here yet", "This account has no packages and no usage this month.");
    }
}
