package io.drawdown.console.customer.packages;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.model.Account;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.model.Offer;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.ComponentPatch;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.components.list.ListCard;
import io.drawdown.console.components.list.SettlementList;
import io.drawdown.console.components.quota.DepletionText;
import io.drawdown.console.components.quota.QuotaMeter;
import io.drawdown.console.components.quota.QuotaStatus;
import io.drawdown.console.components.quota.RemainingChart;
import io.drawdown.console.customer.alerts.UsageAlertButtons;
import io.drawdown.console.customer.notifications.RecentNotifications;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.console.frame.live.LiveUpdates;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.Packages;
import io.drawdown.quota.forecast.Depletion;
import io.drawdown.quota.forecast.DepletionForecast;
import io.drawdown.quota.packages.DeductionEntry;
import io.drawdown.quota.packages.PackageStatus;
import io.drawdown.quota.packages.ResourcePackage;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Route("packages/:package")
@PermitAll
class PackageView extends AccountPage implements HasDynamicTitle {

    private static final String PACKAGE = "package";
    private static final int HISTORY_POINTS = 200;

    private final CurrentAccount currentAccount;
    private final Packages packages;
    private final Forecasts forecasts;
    private final Offers offers;
    private final CatalogNamesLoader catalogNames;
    private final UsageAlerts settings;
    private final UsageAlertButtons alerts;
    private final RecentNotifications notifications;
    private final LiveUpdates liveUpdates;
    private final Clock clock;
    private String title = "Package";
    private DepletionForecast depletionForecast = new DepletionForecast(null, null, false);

    PackageView(
            CurrentAccount currentAccount,
            Packages packages,
            Forecasts forecasts,
            Offers offers,
            CatalogNamesLoader catalogNames,
            UsageAlerts settings,
            UsageAlertButtons alerts,
            RecentNotifications notifications,
            LiveUpdates liveUpdates,
            Clock clock) {
        super("Package", currentAccount);
        this.currentAccount = currentAccount;
        this.packages = packages;
        this.forecasts = forecasts;
        this.offers = offers;
        this.catalogNames = catalogNames;
        this.settings = settings;
        this.alerts = alerts;
        this.notifications = notifications;
        this.liveUpdates = liveUpdates;
        this.clock = clock;
    }

    /** Returns a link to a package's page that keeps the account in the address. */
    static RouterLink link(String id, String title, QueryParameters accountParameters) {
        var link = new RouterLink(title, PackageView.class, new RouteParameters(PACKAGE, id));
        link.setQueryParameters(accountParameters);
        return link;
    }

    @Override
    public String getPageTitle() {
        return title + " · Drawdown";
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var one = packages.get(
                account.code(), entered.getRouteParameters().get(PACKAGE).orElseThrow());
        var names = catalogNames.load();
        var now = clock.instant();
        title = one.title();
        header().setTitle(title);
        var actions = new ArrayList<Component>(
                List.of(alerts.createButton(account, accountParameters(), one, this::showNotice)));
        if (currentAccount.mayChange()) {
            actions.add(
                    new LinkButton("buy?region=" + one.region() + "&specification=" + one.specification(), "Buy more")
                            .primary());
        }
        header().setActions(actions.toArray(Component[]::new));
        addComponentAsFirst(breadcrumb());
        depletionForecast = forecasts.forecast(account.code()).depletionOf(one);
        var remaining = remainingCard(account, one, names, now);
        var list = new SettlementList<>(
                "packages/" + one.id(),
                entered.getLocation().getQueryParameters(),
                () -> packages.mergedDeductions(account.code(), one.id()),
                () -> packages.deductions(account.code(), one.id(), null, null, null));
        var deductions = deductionsCard(account, one, list, now);
        var history = historyCard(account, one, now);
        var left = new Div(remaining, history);
        var right = new Div(factsCard(one, names, now));
        notifications.cardFor(account, one.id(), accountParameters()).ifPresent(right::add);
        var columns = new Div(left, right);
        columns.addClassName("main-and-aside");
        add(columns, deductions);
        liveUpdates.watch(remaining, account.code(), happened -> {
            var changed = packages.get(account.code(), one.id());
            if (happened) {
                depletionForecast = forecasts.forecast(account.code()).depletionOf(changed);
                ComponentPatch.apply(history, historyCard(account, changed, clock.instant()));
                deductions.refresh();
            }
            ComponentPatch.apply(remaining, remainingCard(account, changed, names, clock.instant()));
        });
    }

    private Nav breadcrumb() {
        var list = new RouterLink("Resource Packages", PackagesView.class);
        list.setQueryParameters(accountParameters());
        var way = new Nav(list);
        way.setAriaLabel("Breadcrumb");
        way.addClassName("breadcrumb");
        return way;
    }

    private Card remainingCard(Account account, ResourcePackage one, CatalogNames names, Instant now) {
        var quotaStatus = QuotaStatus.of(one.status(), one.remainingNodeSeconds(), one.totalNodeSeconds());
        var words = new Span(validityText(one, names, now));
        words.addClassName("quiet");
        return new Card(
                        "Remaining",
                        new QuotaMeter(
                                        "Remaining of " + one.title(),
                                        one.remainingNodeSeconds(),
                                        one.totalNodeSeconds(),
                                        quotaStatus.tone())
                                .large(),
                        new DepletionText(depletionForecast, account.zone(), now),
                        words)
                .aside(quotaStatus.badge());
    }

    private static String validityText(ResourcePackage one, CatalogNames names, Instant now) {
        var zone = names.regionZone(one.region());
        return switch (one.status()) {
            case NOT_EFFECTIVE ->
                "Takes effect on " + Format.minute(one.effectiveAt(), zone) + " ("
                        + Format.distance(one.effectiveAt(), now) + ")";
            case EXPIRED ->
                "Expired " + Format.distance(one.expiresAt(), now)
                        + (one.remainingNodeSeconds() == 0 ? "" : "; the unused hours are lost");
            case IN_EFFECT ->
                "Unused hours expire on " + Format.lastMinuteWithZone(one.expiresAt(), zone) + " ("
                        + Format.distance(one.expiresAt(), now) + ")";
            case USED_UP -> "Further usage is billed pay-per-use, unless another package covers it";
        };
    }

    private Card historyCard(Account account, ResourcePackage one, Instant now) {
        if (one.status() == PackageStatus.NOT_EFFECTIVE) {
            return new PackageHistoryCard(account.zone());
        }
        var points = packages.remainingOverTime(account.code(), one.id(), HISTORY_POINTS);
        return new PackageHistoryCard(
                one, points, settings.get(account.code()), forecastLine(one, depletionForecast, now), account.zone());
    }

    /** Returns the forecast up to depletion at the current rate, or at last week's rate if nothing runs. */
    private static List<RemainingChart.Forecast> forecastLine(
            ResourcePackage one, DepletionForecast depletionForecast, Instant now) {
        var present = depletionForecast.atCurrentRate();
        var week = depletionForecast.atTrailingWeekRate();
        if (present != null) {
            return forecastLine("at the current rate", one, present, null, now);
        }
        return week == null
                ? List.of()
                : forecastLine(
                        "at last week’s rate",
                        one,
                        week.likely(),
                        new RemainingChart.Range(
                                week.earliest().at(), week.latest().at()),
                        now);
    }

    /** Returns no forecast if the package expires before it is used up. */
    private static List<RemainingChart.Forecast> forecastLine(
            String basis, ResourcePackage one, Depletion depletion, RemainingChart.@Nullable Range range, Instant now) {
        return !depletion.usedUp() || !depletion.at().isAfter(now)
                ? List.of()
                : List.of(new RemainingChart.Forecast(
                        basis,
                        new RemainingChart.Point(now, one.remainingNodeSeconds()),
                        new RemainingChart.Point(depletion.at(), 0),
                        range));
    }

    private Card factsCard(ResourcePackage one, CatalogNames names, Instant now) {
        var zone = names.regionZone(one.region());
        var factList = new FactList()
                .fact("Order", one.order() == null ? "Gift" : one.order())
                .fact("Offer", offers.find(one.offer()).map(Offer::name).orElse(one.offer()))
                .fact("Specification", names.specificationName(one.specification()))
                .fact("Region", one.region() + " · " + names.regionName(one.region()))
                .fact("Covers", DomainLabels.label(one.activities()))
                .fact(
                        "Total duration",
                        one.quantity() + " × " + Format.hoursWithoutUnit(one.totalNodeSeconds() / one.quantity())
                                + " = " + Format.hours(one.totalNodeSeconds()))
                .fact("Effective", InstantText.at(one.effectiveAt(), zone, now))
                .fact("Valid until", InstantText.until(one.expiresAt(), zone, now));
        return new Card("About this package", factList);
    }

    private ListCard<DeductionEntry> deductionsCard(
            Account account, ResourcePackage one, SettlementList<DeductionEntry> list, Instant now) {
        var deductions = new NamedDeductions(list, packages, account.code());
        var card = new ListCard<>(
                "Deductions",
                deductions,
                new EmptyState("No deductions yet", "Node-hours that jobs use from this package are listed here."),
                count -> new DeductionGrid(deductions, count, false, accountParameters(), account.zone(), now));
        var actions = new Div(
                list.toggle(card::refresh),
                new LinkButton(DeductionExport.create("deductions-" + one.id(), () -> list, account), "Export CSV"));
        actions.addClassName("actions");
        card.aside(actions);
        return card;
    }
}
