package io.drawdown.console.packages;

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
import io.drawdown.account.Account;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.Offer;
import io.drawdown.console.AccountPage;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.CurrentAccount;
import io.drawdown.console.LiveFigures;
import io.drawdown.console.alerts.UsageAlertButtons;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Facts;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.ListCard;
import io.drawdown.console.components.Patch;
import io.drawdown.console.components.QuotaMeter;
import io.drawdown.console.components.RemainingChart;
import io.drawdown.console.components.RunsOutWords;
import io.drawdown.console.components.Standing;
import io.drawdown.console.components.When;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import io.drawdown.console.notifications.RecentNotifications;
import io.drawdown.quota.DeductionEntry;
import io.drawdown.quota.Ending;
import io.drawdown.quota.Forecasts;
import io.drawdown.quota.PackageStatus;
import io.drawdown.quota.Packages;
import io.drawdown.quota.ResourcePackage;
import io.drawdown.quota.RunsOut;
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
    private static final int POINTS = 200;

    private final CurrentAccount current;
    private final Packages packages;
    private final Forecasts forecasts;
    private final Catalog catalog;
    private final UsageAlerts settings;
    private final UsageAlertButtons alerts;
    private final RecentNotifications notifications;
    private final LiveFigures figures;
    private final Clock clock;
    private String title = "Package";
    private RunsOut runsOut = new RunsOut(null, null, false);

    PackageView(
            CurrentAccount current,
            Packages packages,
            Forecasts forecasts,
            Catalog catalog,
            UsageAlerts settings,
            UsageAlertButtons alerts,
            RecentNotifications notifications,
            LiveFigures figures,
            Clock clock) {
        super("Package", current);
        this.current = current;
        this.packages = packages;
        this.forecasts = forecasts;
        this.catalog = catalog;
        this.settings = settings;
        this.alerts = alerts;
        this.notifications = notifications;
        this.figures = figures;
        this.clock = clock;
    }

    /** A link to a package's page, with what the address says of the account. */
    static RouterLink link(String id, String title, QueryParameters sameAccount) {
        var link = new RouterLink(title, PackageView.class, new RouteParameters(PACKAGE, id));
        link.setQueryParameters(sameAccount);
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
        var names = CatalogNames.of(catalog);
        var now = clock.instant();
        title = one.title();
        header().setTitle(title);
        var actions = new ArrayList<Component>(List.of(alerts.of(account, sameAccount(), one, this::say)));
        if (current.mayChange()) {
            actions.add(
                    new LinkButton("buy?region=" + one.region() + "&specification=" + one.specification(), "Buy more")
                            .primary());
        }
        header().setActions(actions.toArray(Component[]::new));
        addComponentAsFirst(way());
        runsOut = forecasts.of(account.code()).of(one);
        var remaining = remaining(account, one, names, now);
        var deductions = deductions(account, one, now);
        var history = history(account, one, now);
        var left = new Div(remaining, history);
        var right = new Div(facts(one, names, now));
        notifications.of(account, one.id(), sameAccount()).ifPresent(right::add);
        var columns = new Div(left, right);
        columns.addClassName("main-and-aside");
        add(columns, deductions);
        figures.watch(remaining, account.code(), happened -> {
            var changed = packages.get(account.code(), one.id());
            if (happened) {
                runsOut = forecasts.of(account.code()).of(changed);
                Patch.apply(history, history(account, changed, clock.instant()));
                deductions.refresh();
            }
            Patch.apply(remaining, remaining(account, changed, names, clock.instant()));
        });
    }

    private Nav way() {
        var list = new RouterLink("Resource Packages", PackagesView.class);
        list.setQueryParameters(sameAccount());
        var way = new Nav(list);
        way.setAriaLabel("Breadcrumb");
        way.addClassName("breadcrumb");
        return way;
    }

    private Card remaining(Account account, ResourcePackage one, CatalogNames names, Instant now) {
        var standing = Standing.of(one.status(), one.remainingNodeSeconds(), one.totalNodeSeconds());
        var words = new Span(validity(one, names, now));
        words.addClassName("quiet");
        return new Card(
                        "Remaining",
                        new QuotaMeter(
                                        "Remaining of " + one.title(),
                                        one.remainingNodeSeconds(),
                                        one.totalNodeSeconds(),
                                        standing.tone())
                                .large(),
                        new RunsOutWords(runsOut, account.zone(), now),
                        words)
                .aside(standing.badge());
    }

    private static String validity(ResourcePackage one, CatalogNames names, Instant now) {
        var zone = names.zone(one.region());
        return switch (one.status()) {
            case NOT_EFFECTIVE ->
                "Becomes effective " + Format.distance(one.effectiveAt(), now) + ", on "
                        + Format.minute(one.effectiveAt(), zone);
            case EXPIRED ->
                "Expired " + Format.distance(one.expiresAt(), now)
                        + (one.remainingNodeSeconds() == 0 ? "" : "; what was left has lapsed");
            case IN_EFFECT ->
                "What is left lapses " + Format.distance(one.expiresAt(), now) + ", after "
                        + Format.until(one.expiresAt(), zone);
            case USED_UP -> "Further usage is billed pay-per-use, unless another package covers it";
        };
    }

    private Card history(Account account, ResourcePackage one, Instant now) {
        if (one.status() == PackageStatus.NOT_EFFECTIVE) {
            return new HistoryCard(account.zone());
        }
        var points = packages.remainingOverTime(account.code(), one.id(), POINTS);
        return new HistoryCard(one, points, settings.get(account.code()), line(one, runsOut, now), account.zone());
    }

    /** How what remains may go on to where it runs out: at the present burn, or at last week's rate if nothing runs. */
    private static List<RemainingChart.Forecast> line(ResourcePackage one, RunsOut runsOut, Instant now) {
        var present = runsOut.atPresentBurn();
        var week = runsOut.atTrailingWeek();
        if (present != null) {
            return line("at the present burn", one, present, null, now);
        }
        return week == null
                ? List.of()
                : line(
                        "at last week’s rate",
                        one,
                        week.likely(),
                        new RemainingChart.Range(
                                week.earliest().at(), week.latest().at()),
                        now);
    }

    /** What expires before it runs out isn't drawn. */
    private static List<RemainingChart.Forecast> line(
            String basis, ResourcePackage one, Ending ending, RemainingChart.@Nullable Range range, Instant now) {
        return !ending.usedUp() || !ending.at().isAfter(now)
                ? List.of()
                : List.of(new RemainingChart.Forecast(
                        basis,
                        new RemainingChart.Point(now, one.remainingNodeSeconds()),
                        new RemainingChart.Point(ending.at(), 0),
                        range));
    }

    private Card facts(ResourcePackage one, CatalogNames names, Instant now) {
        var zone = names.zone(one.region());
        var facts = new Facts()
                .fact("Order", one.order() == null ? "Gift" : one.order())
                .fact("Offer", catalog.offer(one.offer()).map(Offer::name).orElse(one.offer()))
                .fact("Specification", names.specification(one.specification()))
                .fact("Region", one.region() + " · " + names.region(one.region()))
                .fact("Covers", Words.of(one.activities()))
                .fact(
                        "Total duration",
                        one.quantity() + " × " + Format.bareHours(one.totalNodeSeconds() / one.quantity()) + " = "
                                + Format.hours(one.totalNodeSeconds()))
                .fact("Effective", When.at(one.effectiveAt(), zone, now))
                .fact("Valid until", When.until(one.expiresAt(), zone, now));
        return new Card("About this package", facts);
    }

    private ListCard<DeductionEntry> deductions(Account account, ResourcePackage one, Instant now) {
        var deductions = new NamedDeductions(
                packages.deductions(account.code(), one.id(), null, null, null), packages, account.code());
        return new ListCard<>(
                "Deductions",
                deductions,
                new EmptyState("No deductions yet", "What jobs take out of this package is listed here."),
                count -> new DeductionTable(deductions, count, false, sameAccount(), account.zone(), now));
    }
}
