package io.drawdown.console.frame;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.drawdown.account.LocalUser;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.frame.account.AccountPicker;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.console.frame.account.PageOfAccount;
import io.drawdown.console.frame.live.UnreadCounts;
import io.drawdown.notification.Inbox;
import io.drawdown.quota.FailingAccounts;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.ZoneOffset;

/** The frame around every page, with the navigation at the left and the account above. */
@Layout
@PermitAll
class ConsoleLayout extends AppLayout implements AfterNavigationObserver {

    private final AuthenticationContext authentication;
    private final CurrentAccount currentAccount;
    private final FailingAccounts failing;
    private final Clock clock;
    private final Div accountArea = new Div();
    private final Anchor failingAccountsLink = new Anchor("failing-accounts");
    private final NotificationBell notificationBell;
    private final Navigation navigation;

    ConsoleLayout(
            AuthenticationContext authentication,
            CurrentAccount currentAccount,
            FailingAccounts failing,
            Inbox inbox,
            UnreadCounts counts,
            Clock clock) {
        this.authentication = authentication;
        this.currentAccount = currentAccount;
        this.failing = failing;
        this.clock = clock;
        navigation = new Navigation(currentAccount);
        notificationBell = new NotificationBell(inbox, counts);
        accountArea.addClassName("account");
        failingAccountsLink.addClassName("alarm");
        setPrimarySection(Section.DRAWER);
        describeForScripts();
        addToDrawer(sidebar());
        addToNavbar(header());
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        accountArea.removeAll();
        showFailingAccounts();
        if (isAboutAccount(event)) {
            if (currentAccount.isChosenByStaff()) {
                accountArea.add(new AccountPicker(currentAccount));
            }
            currentAccount.get().ifPresentOrElse(this::showAccount, notificationBell::stop);
        } else {
            notificationBell.stop();
        }
        getElement()
                .setAttribute(
                        "data-zone",
                        currentAccount
                                .get()
                                .filter(account -> isAboutAccount(event))
                                .map(Account::zone)
                                .orElse(ZoneOffset.UTC)
                                .getId());
        navigation.scrollTo(event.getLocation());
    }

    /** Returns whether the page is about one account. To customers, every page is about theirs. */
    private boolean isAboutAccount(AfterNavigationEvent event) {
        return !currentAccount.isChosenByStaff()
                || event.getActiveChain().stream().anyMatch(PageOfAccount.class::isInstance);
    }

    /** Tells the scripts of the page who works here: what they keep belongs to this user. */
    private void describeForScripts() {
        getElement()
                .setAttribute(
                        "data-user",
                        authentication
                                .getAuthenticatedUser(SignedInUser.class)
                                .orElseThrow()
                                .caller()
                                .name());
    }

    private Component sidebar() {
        var sidebar = new Aside(new Brand(), new Scroller(navigation), userMenu());
        sidebar.addClassName("sidebar");
        sidebar.getElement().setAttribute("aria-label", "Console");
        return sidebar;
    }

    private Component header() {
        var header = new Header(
                new SkipLink(),
                sidebarToggle(),
                accountArea,
                failingAccountsLink,
                notificationBell,
                colorSchemeButton());
        header.addClassName("top");
        return header;
    }

    private Component userMenu() {
        var user = authentication.getAuthenticatedUser(SignedInUser.class).orElseThrow();
        var role = new Span(roleLabel(user.caller().role()));
        role.addClassName("quiet");
        var who = new Div(new Span(user.displayName()), role);
        who.addClassName("who");
        if (user instanceof LocalUser) {
            who.add(new Anchor("password", "Change Password"));
            who.add(new Anchor("second-factor", "Second Factor"));
        }
        who.add(new Anchor("sessions", "Sessions"));
        var signOut = new Button("Sign out", click -> authentication.logout());
        signOut.addThemeVariants(ButtonVariant.TERTIARY);
        signOut.addClassName("sign-out");
        var person = new Div(who, signOut);
        person.addClassName("person");
        return person;
    }

    private static String roleLabel(Role role) {
        return switch (role) {
            case ADMIN -> "admin";
            case SUPPORT -> "support";
            case CUSTOMER -> "customer";
            case METERING -> "metering";
        };
    }

    private static Component sidebarToggle() {
        var toggle = new DrawerToggle();
        toggle.setAriaLabel("Navigation");
        return toggle;
    }

    private void showAccount(Account shown) {
        if (!currentAccount.isChosenByStaff()) {
            var name = new Span(shown.name());
            name.addClassName("name");
            accountArea.add(name);
        }
        var zone = new Span("Times: " + Format.zoneWithOffset(shown.zone(), clock.instant()));
        zone.addClassName("quiet");
        accountArea.add(zone);
        navigation.showAccount(shown);
        notificationBell.watch(shown.code(), currentAccount.accountParameters());
    }

    /** Shows admins on every page how many accounts are failing. */
    private void showFailingAccounts() {
        var number = currentAccount.isAdmin() ? failing.list().count() : 0;
        failingAccountsLink.setVisible(number > 0);
        failingAccountsLink.removeAll();
        var badge = new StatusBadge(Format.count(number), StatusTone.USED_UP);
        var words = new Span(number == 1 ? " failing account" : " failing accounts");
        words.addClassName("words");
        badge.add(words);
        failingAccountsLink.add(badge);
    }

    private static Component colorSchemeButton() {
        var light = new Span("Light theme");
        light.addClassName("when-dark");
        var dark = new Span("Dark theme");
        dark.addClassName("when-light");
        var button = new Button(new Span(light, dark));
        button.addClassName("switch-color-scheme");
        button.setTooltipText("Switch colors");
        return button;
    }
}
