package io.drawdown.console.frame;

import com.vaadin.flow.server.menu.MenuEntry;
import java.util.List;

/** The sections of the navigation. The tens of a page's {@code @Menu(order)} are those of its section. */
enum NavigationSection {
    MAIN(0, ""),
    BILLING_CENTER(1, "Billing Center"),
    ACCOUNT(2, "Account"),
    CUSTOMERS(3, "Customers"),
    CATALOGUE(4, "Catalogue"),
    OPERATION(5, "Operations"),
    HELP(6, "");

    private static final List<NavigationSection> OF_ACCOUNT = List.of(MAIN, BILLING_CENTER, ACCOUNT);
    private static final List<NavigationSection> OF_PLATFORM = List.of(CUSTOMERS, CATALOGUE, OPERATION);

    private final int tens;
    private final String title;

    NavigationSection(int tens, String title) {
        this.tens = tens;
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Returns the sections of the pages about one account. */
    static List<NavigationSection> ofAccount() {
        return OF_ACCOUNT;
    }

    /** Returns the sections of the pages for staff. */
    static List<NavigationSection> ofPlatform() {
        return OF_PLATFORM;
    }

    boolean contains(MenuEntry entry) {
        return (int) (entry.order() / 10) == tens;
    }
}
