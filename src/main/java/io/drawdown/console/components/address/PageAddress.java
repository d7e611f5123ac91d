package io.drawdown.console.components.address;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;

/**
 * Builds addresses of pages, and changes the address that the browser shows without leaving the page. Reloading and
 * going back then show the same content again.
 */
public final class PageAddress {

    private PageAddress() {}

    /** Returns a path with its query, if there is one, for a link. */
    public static String of(String path, QueryParameters parameters) {
        return new Location(path, parameters).getPathWithQueryParameters();
    }

    /** Shows another address and adds it to the browser's history. */
    public static void push(String path, QueryParameters parameters) {
        UI.getCurrent().getPage().getHistory().pushState(null, new Location(path, parameters));
    }

    /** Shows another address in place of the current history entry, such as while the user types. */
    public static void replace(String path, QueryParameters parameters) {
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location(path, parameters));
    }
}
