package io.drawdown.console.components;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;

/** A link that looks like a button, for actions that lead to another page or a file. */
public class LinkButton extends Anchor {

    /** Creates a link to an address of the console. */
    public LinkButton(String address, String text) {
        super(address, text);
        addClassName("link-button");
    }

    /** Creates a link that downloads a file. */
    public LinkButton(DownloadHandler file, String text) {
        super(file, text);
        addClassName("link-button");
    }

    /** Styles the link as the page's primary action. */
    public LinkButton primary() {
        addClassName("primary");
        return this;
    }
}
