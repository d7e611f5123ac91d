package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Main;
import org.jspecify.annotations.Nullable;

/** A page of the console: its header, then its content in an order of importance. */
public abstract class Page extends Main {

    private final PageHeader header;
    private @Nullable Notice lastNotice;

    /** A page with this title and these actions at its upper right, the primary one last. */
    protected Page(String title, Component... actions) {
        addClassName("page");
        header = new PageHeader(title, actions);
        add(header);
    }

    /** The header, for pages whose title or actions depend on what they show. */
    protected final PageHeader header() {
        return header;
    }

    /** Says under the header what has just happened, in place of what was said there before. */
    protected final void showNotice(Notice notice) {
        if (lastNotice != null) {
            remove(lastNotice);
        }
        lastNotice = notice;
        addComponentAtIndex(indexOf(header) + 1, notice);
    }

    /** Removes everything but the header, and the actions from that. */
    protected void clear() {
        removeAll();
        lastNotice = null;
        header.setActions();
        add(header);
    }
}
