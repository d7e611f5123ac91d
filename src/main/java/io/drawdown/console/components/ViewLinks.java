package io.drawdown.console.components;

import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.RouterLink;

/** The links between the views of a page, with the current one marked. */
public class ViewLinks extends Nav {

    public ViewLinks() {
        setAriaLabel("Views");
        addClassName("views");
    }

    /** Adds a link to a view. */
    public ViewLinks add(RouterLink view, boolean isCurrent) {
        view.setHighlightCondition(HighlightConditions.never());
        if (isCurrent) {
            view.getElement().setAttribute("aria-current", "page");
        }
        add(view);
        return this;
    }
}
