package io.drawdown.console.frame;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import io.drawdown.account.model.Account;
import io.drawdown.console.frame.account.CurrentAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The links to all pages. Staff see the pages of the platform first, and below them those of the account that they
 * have chosen, under its name.
 */
class Navigation extends Div {

    private static final String SCROLL_INTO_SIGHT = """
            requestAnimationFrame(() => {
              const scroller = this.closest('vaadin-scroller');
              if (!scroller) return;
              const room = scroller.getBoundingClientRect();
              const item = this.getBoundingClientRect();
              if (item.top < room.top || item.bottom > room.bottom) {
                scroller.scrollTop += item.top - room.top - (room.height - item.height) / 2;
              }
            })
            """;

    private final CurrentAccount currentAccount;
    private final List<MenuEntry> entries;
    private final Div accountSections = new Div();
    private final Map<String, SideNavItem> items = new HashMap<>();
    private @Nullable Account shown;

    Navigation(CurrentAccount currentAccount) {
        this.currentAccount = currentAccount;
        entries = MenuConfiguration.getMenuEntries().stream()
                .filter(this::isOffered)
                .toList();
        addClassName("navigation");
        accountSections.addClassName("sections");
        if (currentAccount.isChosenByStaff()) {
            NavigationSection.ofPlatform().forEach(section -> addSection(this, section, section.title()));
        } else {
            showAccountSections("");
        }
        add(accountSections);
        addSection(this, NavigationSection.HELP, "");
    }

    /** Shows staff the pages of an account, under its name. */
    void showAccount(Account account) {
        if (currentAccount.isChosenByStaff() && !account.equals(shown)) {
            shown = account;
            accountSections.removeAll();
            showAccountSections(account.name());
        }
    }

    /** Scrolls to the item of a page, or of the page that it is below. */
    void scrollTo(Location location) {
        var item = items.get(location.getFirstSegment());
        if (item != null) {
            item.getElement().executeJs(SCROLL_INTO_SIGHT);
        }
    }

    private void showAccountSections(String title) {
        for (var section : NavigationSection.ofAccount()) {
            addSection(accountSections, section, section == NavigationSection.MAIN ? title : section.title());
        }
    }

    private void addSection(Div sections, NavigationSection section, String title) {
        var navigation = new SideNav();
        if (title.isEmpty()) {
            navigation.getElement().setAttribute("aria-label", section == NavigationSection.MAIN ? "Main" : "Help");
        } else {
            navigation.setLabel(title);
        }
        entries.stream().filter(section::contains).forEach(entry -> navigation.addItem(item(entry)));
        if (!navigation.getItems().isEmpty()) {
            sections.add(navigation);
        }
    }

    private SideNavItem item(MenuEntry entry) {
        var path = entry.path().replaceFirst("^/", "");
        var item = new SideNavItem(entry.title(), entry.path());
        item.setMatchNested(!path.isEmpty());
        items.put(path, item);
        return item;
    }

    /** Returns whether the navigation shows an entry. It hides the Buy page from support, who can't buy. */
    private boolean isOffered(MenuEntry entry) {
        return currentAccount.mayChange() || !entry.path().equals("/buy");
    }
}
