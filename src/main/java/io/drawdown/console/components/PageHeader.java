package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;

/** Says where one is, and at the upper right what can be done here. */
public class PageHeader extends Header {

    private final H1 title = new H1();
    private final Div actions = new Div();

    /** A header with this title and these actions, the primary one last. */
    public PageHeader(String title, Component... actions) {
        addClassName("page-header");
        this.title.setText(title);
        this.actions.addClassName("actions");
        this.actions.add(actions);
        add(this.title, this.actions);
    }

    /** Changes the title, for pages that learn it later. */
    public void setTitle(String title) {
        this.title.setText(title);
    }

    /** Replaces the actions, the primary one last. */
    public void setActions(Component... actions) {
        this.actions.removeAll();
        this.actions.add(actions);
    }
}
