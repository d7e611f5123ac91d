package io.drawdown.console.customer.bills;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.drawdown.account.model.Account;
import io.drawdown.base.format.Format;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.Statement;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.list.ListCard;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.CurrentAccount;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.YearMonth;

/** The page of the jobs behind a pay-per-use line of a bill, so that the line can be checked by hand. */
@Route(BillLinks.CHARGES)
@PageTitle("Charges of a bill · Drawdown")
@PermitAll
class ChargesView extends AccountPage {

    private final Billing billing;
    private final CatalogNamesLoader catalogNames;
    private final Clock clock;

    ChargesView(CurrentAccount current, Billing billing, CatalogNamesLoader catalogNames, Clock clock) {
        super("Charges", current);
        this.billing = billing;
        this.catalogNames = catalogNames;
        this.clock = clock;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var address = entered.getLocation().getQueryParameters();
        var asked = AddressParameters.month(address, BillLinks.MONTH);
        var month = asked == null ? account.monthOf(clock.instant()) : asked;
        addComponentAsFirst(breadcrumb(new BillLinks(accountParameters()), month));
        billing.statement(account.code(), month).lines().stream()
                .filter(one -> isAddressOf(address, month, one))
                .findFirst()
                .ifPresentOrElse(
                        line -> show(account, month, line),
                        () -> add(new EmptyState(
                                "Nothing is charged", "The bill of " + Format.month(month) + " has no such line.")));
    }

    private void show(Account account, YearMonth month, Statement.Line line) {
        var names = catalogNames.load();
        var usage = line.chargedUsage();
        var jobs = billing.chargedJobs(
                account.code(), month, usage.month(), usage.region(), usage.pool(), usage.specification());
        header().setTitle(BillLabels.lineTitle(line, names));
        header().setActions(new LinkButton(JobChargeExport.create(jobs, account, month), "Export CSV"));
        add(
                facts(line, month),
                new ListCard<>(
                        "Jobs",
                        jobs,
                        new EmptyState("All charges reversed", "All charges on this line have been reversed."),
                        count -> new JobChargeGrid(jobs, count, account.zone(), accountParameters(), clock.instant())));
    }

    private static boolean isAddressOf(QueryParameters address, YearMonth month, Statement.Line line) {
        if (line.kind() != Statement.Kind.PAY_PER_USE) {
            return false;
        }
        var usage = line.chargedUsage();
        var usageMonth = AddressParameters.month(address, BillLinks.USAGE);
        return usage.month().equals(usageMonth == null ? month : usageMonth)
                && usage.region().equals(AddressParameters.text(address, BillLinks.REGION))
                && usage.pool() == AddressParameters.choice(address, BillLinks.POOL, Pool.values())
                && usage.specification().equals(AddressParameters.text(address, BillLinks.SPECIFICATION));
    }

    private static Nav breadcrumb(BillLinks links, YearMonth month) {
        var way = new Nav(links.billLink(month, "Bill of " + Format.month(month)));
        way.setAriaLabel("Breadcrumb");
        way.addClassName("breadcrumb");
        return way;
    }

    private static Card facts(Statement.Line line, YearMonth month) {
        var usage = line.chargedUsage();
        var how = new Span(
                "Node-hours × list price is exact to eight decimals for each piece of usage. The bill adds the amounts"
                        + " up and rounds once."
                        + (usage.month().isBefore(month)
                                ? " The bill of " + Format.month(usage.month())
                                        + " had already closed when this was settled, so it is on this one."
                                : ""));
        how.addClassName("quiet");
        return new Card(
                "On the bill of " + Format.month(month),
                new FactList()
                        .fact("Amount", new StrongText(Format.money(line.amount())))
                        .fact("Node-hours", new Span(Format.hours(usage.nodeSeconds())))
                        .fact("Usage of", Format.month(usage.month()))
                        .fact("Ran in", BillLabels.linePlace(line)),
                new Div(how));
    }
}
