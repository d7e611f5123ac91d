package io.drawdown.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** The frame around every page: navigation at the left, the account above. */
@Layout
@PermitAll
class ConsoleLayout extends AppLayout {

    private final AuthenticationContext authentication;

    ConsoleLayout(Visitor.Source visitors, AuthenticationContext authentication) {
        this.authentication = authentication;
        Visitor visitor = visitors.current();
        setPrimarySection(Section.DRAWER);
        addToDrawer(sidebar(visitor));
        addToNavbar(header(visitor));
    }

    private Component sidebar(Visitor visitor) {
        var sidebar = new Aside(new Brand(), new Scroller(navigation()), person(visitor));
        sidebar.addClassName("sidebar");
        sidebar.getElement().setAttribute("aria-label", "Console");
        return sidebar;
    }

    private static Component header(Visitor visitor) {
        var header = new Header(toggle(), account(visitor), colorScheme());
        header.addClassName("top");
        return header;
    }

    private static Component navigation() {
        List<MenuEntry> entries = MenuConfiguration.getMenuEntries();
        var navigation = new Div();
        navigation.addClassName("navigation");
        for (NavigationSection section : NavigationSection.values()) {
            var items = entries.stream().filter(section::contains).map(ConsoleLayout::item).toList();
            if (!items.isEmpty()) {
                navigation.add(navigation(section, items));
            }
        }
        return navigation;
    }

    private static SideNav navigation(NavigationSection section, List<SideNavItem> items) {
        var navigation = new SideNav();
        if (section == NavigationSection.MAIN) {
            navigation.getElement().setAttribute("aria-label", "Main");
        } else {
            navigation.setLabel(section.title());
        }
        items.forEach(navigation::addItem);
        return navigation;
    }

    private static SideNavItem item(MenuEntry entry) {
        var item = new SideNavItem(entry.title(), entry.path());
        item.setMatchNested(!entry.path().equals("/") && !entry.path().isEmpty());
        return item;
    }

    private Component person(Visitor visitor) {
        var role = new Span(visitor.role());
        role.addClassName("quiet");
        var who = new Div(new Span(visitor.name()), role);
        who.addClassName("who");
        var signOut = new Button("Sign out", click -> authentication.logout());
        signOut.addThemeVariants(ButtonVariant.TERTIARY);
        var person = new Div(who, signOut);
        person.addClassName("person");
        return person;
    }

    private static Component toggle() {
        var toggle = new DrawerToggle();
        toggle.setAriaLabel("Navigation");
        return toggle;
    }

    private static Component account(Visitor visitor) {
        var account = new Div();
        account.addClassName("account");
        if (visitor.account() != null) {
            var name = new Span(visitor.account());
            name.addClassName("name");
            account.add(name);
        }
        var zone = new Span("times in " + visitor.zone().getId());
        zone.addClassName("quiet");
        account.add(zone);
        return account;
    }

    private static Component colorScheme() {
        var light = new Span("Light");
        light.addClassName("when-dark");
        var dark = new Span("Dark");
        dark.addClassName("when-light");
        var button = new Button(new Span(light, dark));
        button.addClassName("switch-color-scheme");
        button.setTooltipText("Switch colours");
        return button;
    }
}
