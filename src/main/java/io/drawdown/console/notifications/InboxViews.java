package io.drawdown.console.notifications;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;

/** Leads from what was told to where it is told, and back. */
class InboxViews extends Nav {

    InboxViews(Class<? extends Component> current, QueryParameters sameAccount) {
        setAriaLabel("Views");
        addClassName("views");
        add(link("Messages", NotificationsView.class, current, sameAccount),
                link("E-mail and webhooks", ChannelsView.class, current, sameAccount));
    }

    private static RouterLink link(
            String title, Class<? extends Component> view, Class<? extends Component> current, QueryParameters sameAccount) {
        var link = new RouterLink(title, view);
        link.setQueryParameters(sameAccount);
        link.setHighlightCondition(HighlightConditions.never());
        if (view == current) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }
}
