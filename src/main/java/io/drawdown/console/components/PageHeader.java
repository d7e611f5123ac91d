package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;

/** The title of a page, with its actions at the upper right. */
public class PageHeader extends Header {

    private final H1 title = new H1();
    private final Div actions = new Div();

    /** Creates a header with a title and actions, the primary one last. */
    public PageHeader(String title, Component... actions) {
        addClassName("page-header");
        this.title.setText(title);
        this.actions.addClassName("actions");
        this.actions.add(actions);
        add(this.title, this.actions);
    }

    /** Changes the title, for pages that load it later. */
    @Override
    public void setTitle(String title) {
        this.title.setText(title);
    }

    /** Replaces the actions, the primary one last. */
    public void setActions(Component... actions) {
        this.actions.removeAll();
        this.actions.add(actions);
    }
}
