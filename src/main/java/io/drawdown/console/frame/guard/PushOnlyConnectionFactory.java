package io.drawdown.console.frame.guard;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.communication.AtmospherePushConnection;
import com.vaadin.flow.server.communication.PushConnection;
import com.vaadin.flow.server.communication.PushConnectionFactory;
import org.atmosphere.cpr.AtmosphereResource;

/**
 * Creates push connections through which pages receive updates but can't send messages. Messages come as requests,
 * whose size is limited. Otherwise a page could send an endless message in fragments, and Vaadin would keep them all in
 * memory. Vaadin finds this factory by its name in META-INF/services.
 */
public class PushOnlyConnectionFactory implements PushConnectionFactory {

    @Override
    public PushConnection apply(UI page) {
        return new Connection(page);
    }

    private static final class Connection extends AtmospherePushConnection {

        Connection(UI page) {
            super(page);
        }

        @Override
        public FragmentedMessage getOrCreateFragmentedMessage(AtmosphereResource resource) {
            throw new IllegalArgumentException("Pages send nothing by the connection that news comes through");
        }
    }
}
