package io.drawdown.console.frame.guard;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.communication.AtmospherePushConnection;
import com.vaadin.flow.server.communication.PushConnection;
import com.vaadin.flow.server.communication.PushConnectionFactory;
import org.atmosphere.cpr.AtmosphereResource;

/**
 * Connections through which pages get news and send nothing: what they have to say comes by requests, which are bounded.
 * Otherwise a page could send a message without an end piece by piece, all of which would be kept. Vaadin finds it by its name
 * in META-INF/services.
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
