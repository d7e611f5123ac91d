package io.drawdown.console.customer.notifications;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.console.components.ViewLinks;

/** The links between the notifications and the settings of their recipients. */
class InboxViewLinks extends ViewLinks {

    InboxViewLinks(Class<? extends Component> current, QueryParameters accountParameters) {
        add(link("Messages", NotificationsView.class, accountParameters), current == NotificationsView.class);
        add(link("E-mail and webhooks", ChannelsView.class, accountParameters), current == ChannelsView.class);
    }

    private static RouterLink link(String title, Class<? extends Component> view, QueryParameters accountParameters) {
        var link = new RouterLink(title, view);
        link.setQueryParameters(accountParameters);
        return link;
    }
}
