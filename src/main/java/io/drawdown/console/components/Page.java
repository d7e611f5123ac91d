package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Main;

/** A page of the console: its header, then its content in an order of importance. */
public abstract class Page extends Main {

    /** A page with this title and these actions at its upper right, the primary one last. */
    protected Page(String title, Component... actions) {
        addClassName("page");
        add(new PageHeader(title, actions));
    }
}
