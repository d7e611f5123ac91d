package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Main;

/** A page of the console: its header, then its content in an order of importance. */
public abstract class Page extends Main {

    private final PageHeader header;

    /** A page with this title and these actions at its upper right, the primary one last. */
    protected Page(String title, Component... actions) {
        addClassName("page");
        header = new PageHeader(title, actions);
        add(header);
    }

    /** The header, for pages whose title or actions depend on what they show. */
    protected final PageHeader header() {
        return header;
    }

    /** Removes everything but the header, and the actions from that. */
    protected final void clear() {
        removeAll();
        header.setActions();
        add(header);
    }
}
