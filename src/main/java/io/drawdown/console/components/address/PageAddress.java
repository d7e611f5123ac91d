package io.drawdown.console.components.address;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;

/**
 * Addresses of pages, and the one that the browser shows, which is changed without leaving the page: reloading and going back
 * show the same again.
 */
public final class PageAddress {

    private PageAddress() {}

    /** A path with its query, if there is one, as a link names it. */
    public static String of(String path, QueryParameters parameters) {
        return new Location(path, parameters).getPathWithQueryParameters();
    }

    /** Shows another address, to which the way back leads. */
    public static void push(String path, QueryParameters parameters) {
        UI.getCurrent().getPage().getHistory().pushState(null, new Location(path, parameters));
    }

    /** Shows another address in place of this one, such as while somebody is typing. */
    public static void replace(String path, QueryParameters parameters) {
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location(path, parameters));
    }
}
