package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.SecondFactors;
import io.drawdown.account.SignInWaits;
import io.drawdown.account.UserDirectory;
import io.drawdown.account.UserSessions;
import io.drawdown.account.Users;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.format.Format;
import io.drawdown.billing.Billing;
import io.drawdown.catalog.Offers;
import io.drawdown.console.components.BillFacts;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.list.ListCard;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.console.frame.account.PageOfAccount;
import io.drawdown.purchase.Orders;
import io.drawdown.quota.packages.ResourcePackage;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;

/**
 * The page for staff about one account: its terms, its users, and links to the pages that its customer sees. Only
 * admins can change anything.
 */
@Route(AccountsView.PATH + "/:account")
@RolesAllowed({"ADMIN", "SUPPORT"})
class AccountView extends Page implements PageOfAccount, BeforeEnterObserver, HasDynamicTitle {

    private static final String ACCOUNT = "account";

    private final Access access;
    private final CurrentAccount current;
    private final Accounts accounts;
    private final Billing billing;
    private final UserDirectory directory;
    private final Users users;
    private final SignInWaits waits;
    private final UserSessions sessions;
    private final SecondFactors secondFactors;
    private final Orders orders;
    private final Offers offers;
    private final CatalogNamesLoader catalogNames;
    private final Clock clock;
    private String title = "Account";

    AccountView(
            Access access,
            CurrentAccount current,
            Accounts accounts,
            Billing billing,
            UserDirectory directory,
            Users users,
            SignInWaits waits,
            UserSessions sessions,
            SecondFactors secondFactors,
            Orders orders,
            Offers offers,
            CatalogNamesLoader catalogNames,
            Clock clock) {
        super("Account");
        this.access = access;
        this.current = current;
        this.accounts = accounts;
        this.billing = billing;
        this.directory = directory;
        this.users = users;
        this.waits = waits;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.orders = orders;
        this.offers = offers;
        this.catalogNames = catalogNames;
        this.clock = clock;
    }

    /** Returns a link to an account's page, labelled with the account's name. */
    static RouterLink link(Account account) {
        return new RouterLink(account.name(), AccountView.class, parameters(account.code()));
    }

    static RouteParameters parameters(String code) {
        return new RouteParameters(ACCOUNT, code);
    }

    @Override
    public String getPageTitle() {
        return title + " · Drawdown";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        var code = entered.getRouteParameters().get(ACCOUNT).orElseThrow();
        try {
            current.choose(code);
        } catch (ProblemException problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                throw new NotFoundException(problem.detail());
            }
            throw problem;
        }
        show(code);
    }

    private void show(String code) {
        var account = access.requireRead(code);
        title = account.name();
        clear();
        header().setTitle(title);
        addComponentAsFirst(addLink());
        if (current.mayChange()) {
            header().setActions(
                            new Button(
                                    "Edit …",
                                    click -> AccountDialog.forExistingAccount(
                                                    account, clock.instant(), changed -> saveChange(account, changed))
                                            .open()),
                            giftButton(account));
        }
        var columns = new Div(
                new Div(current.mayChange() ? userPanel(account) : userNames(account)),
                new Div(facts(account), stateCard(account), customerPageLinks(code)));
        columns.addClassName("main-and-aside");
        add(columns);
    }

    private static Nav addLink() {
        var way = new Nav(new RouterLink("Accounts", AccountsView.class));
        way.addClassName("breadcrumb");
        way.setAriaLabel("Breadcrumb");
        return way;
    }

    private Component facts(Account account) {
        var statement = billing.statement(account.code(), account.monthOf(clock.instant()));
        var limit = account.creditLimit();
        return new Card(
                "Terms",
                BillFacts.add(
                        new FactList()
                                .fact("Code", account.code())
                                .fact("Currency", account.currency().getCurrencyCode())
                                .fact("Time zone", account.zone().getId())
                                .fact("Credit limit a month", limit == null ? "None" : Format.money(limit))
                                .fact(
                                        "Bill of " + Format.month(statement.month()) + " so far",
                                        Format.money(statement.total())),
                        statement));
    }

    private Component stateCard(Account account) {
        return new AccountStateCard(account, accounts, current.mayChange(), notice -> {
            show(account.code());
            showNotice(notice);
        });
    }

    private Component customerPageLinks(String code) {
        var ways = new Nav();
        ways.setAriaLabel("Pages of this account");
        ways.addClassName("ways");
        addLink(ways, "", code, "Overview");
        addLink(ways, "packages", code, "Resource Packages");
        addLink(ways, "bills", code, "Bills");
        addLink(ways, "usage", code, "Usage");
        addLink(ways, "notifications", code, "Notifications");
        var card = new Card("What its customer sees", ways);
        if (!current.mayChange()) {
            return card;
        }
        var administered = new Nav();
        administered.setAriaLabel("Administration of this account");
        administered.addClassName("ways");
        addLink(administered, "api-keys", code, "API Keys");
        addLink(administered, "deliveries", code, "Deliveries");
        addLink(administered, "usage-not-billed", code, "Usage Not Billed");
        addLink(administered, "recharge-after-void", code, "Recharge After a Void");
        addLink(administered, "audit", code, "Audit");
        var cards = new Div(card, new Card("For admins", administered));
        cards.addClassName("section");
        return cards;
    }

    private static void addLink(Nav ways, String path, String code, String words) {
        ways.add(new Anchor(PageAddress.of(path, QueryParameters.of(AccountPage.ACCOUNT, code)), words));
    }

    private Component userPanel(Account account) {
        return new UserPanel(
                "Users",
                users,
                waits,
                sessions,
                secondFactors,
                directory.listUsers(account.code()),
                access.caller().name(),
                account.code(),
                List.of(Role.CUSTOMER),
                account.zone(),
                clock,
                this::showNotice);
    }

    private Component userNames(Account account) {
        var names = directory.listSummaries(account.code());
        return new ListCard<>(
                "Users",
                names,
                new EmptyState("Nobody yet", "Nobody can sign in to this account with a password yet."),
                count -> new UserNameGrid(names, count));
    }

    private Button giftButton(Account account) {
        var give = new Button(
                "Give a package …",
                click -> new GiftDialog(
                                account,
                                orders,
                                offers.list(null, null),
                                catalogNames.load(),
                                one -> showGift(account.code(), one),
                                clock)
                        .open());
        give.addThemeVariants(ButtonVariant.PRIMARY);
        return give;
    }

    private void showGift(String code, ResourcePackage given) {
        show(code);
        showNotice(new Notice(
                        Notice.Tone.SUCCESS,
                        new Span(given.title() + ", " + Format.hours(given.totalNodeSeconds())
                                + ", is given free of charge."))
                .action(new Anchor(
                        PageAddress.of("packages/" + given.id(), QueryParameters.of(AccountPage.ACCOUNT, code)),
                        "See the package")));
    }

    private void saveChange(Account seen, Account changed) {
        accounts.change(seen, changed);
        show(seen.code());
        showNotice(new Notice(Notice.Tone.SUCCESS, "The account is saved."));
    }
}
