package io.drawdown.console.components;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;

/** A link that looks like a button, for the actions that lead somewhere. */
public class LinkButton extends Anchor {

    /** A link to an address of the console. */
    public LinkButton(String address, String text) {
        super(address, text);
        addClassName("link-button");
    }

    /** A link that downloads a file. */
    public LinkButton(DownloadHandler file, String text) {
        super(file, text);
        addClassName("link-button");
    }

    /** Makes it the page's primary action. */
    public LinkButton primary() {
        addClassName("primary");
        return this;
    }
}
