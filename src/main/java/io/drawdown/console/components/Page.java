package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Main;
import org.jspecify.annotations.Nullable;

/** A page of the console: a header, followed by the content in order of importance. */
public abstract class Page extends Main {

    private final PageHeader header;
    private @Nullable Notice lastNotice;

    /** Creates a page with a title and actions at its upper right, the primary one last. */
    protected Page(String title, Component... actions) {
        addClassName("page");
        header = new PageHeader(title, actions);
        add(header);
    }

    /** Returns the header, for pages whose title or actions depend on their content. */
    protected final PageHeader header() {
        return header;
    }

    /** Shows a notice under the header in place of the previous one. */
    protected final void showNotice(Notice notice) {
        clearNotice();
        lastNotice = notice;
        addComponentAtIndex(indexOf(header) + 1, notice);
    }

    /** Removes the notice under the header, if there is one. */
    protected final void clearNotice() {
        if (lastNotice != null) {
            remove(lastNotice);
            lastNotice = null;
        }
    }

    /** Removes the content of the page and the actions of its header. */
    protected void clear() {
        removeAll();
        lastNotice = null;
        header.setActions();
        add(header);
    }
}
