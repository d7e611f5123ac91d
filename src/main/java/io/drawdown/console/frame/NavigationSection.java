package io.drawdown.console.frame;

import com.vaadin.flow.server.menu.MenuEntry;

/** The sections of the navigation. The tens of a page's {@code @Menu(order)} are those of its section. */
enum NavigationSection {
    MAIN(0, ""),
    BILLING_CENTER(1, "Billing Center"),
    ACCOUNT(2, "Account"),
    CUSTOMERS(3, "Customers"),
    CATALOGUE(4, "Catalogue"),
    OPERATION(5, "Operations");

    private final int tens;
    private final String title;

    NavigationSection(int tens, String title) {
        this.tens = tens;
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean contains(MenuEntry entry) {
        return (int) (entry.order() / 10) == tens;
    }
}
