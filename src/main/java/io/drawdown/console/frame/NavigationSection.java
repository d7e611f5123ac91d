package io.drawdown.console.frame;

import com.vaadin.flow.server.menu.MenuEntry;

/** The sections of the navigation. The tens of a page's {@code @Menu(order)} are the index of its section. */
enum NavigationSection {
    MAIN(""),
    BILLING_CENTER("Billing Center"),
    ACCOUNT("Account"),
    CUSTOMERS("Customers"),
    CATALOGUE("Catalogue"),
    OPERATION("Operation");

    private final String title;

    NavigationSection(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean contains(MenuEntry entry) {
        return (int) (entry.order() / 10) == ordinal();
    }
}
