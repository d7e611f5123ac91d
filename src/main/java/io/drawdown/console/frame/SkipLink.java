package io.drawdown.console.frame;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Anchor;

/** The link that takes keyboard users past the header and the navigation. It is seen only while it has the focus. */
class SkipLink extends Anchor {

    // The browser's own jump to a fragment would be taken for a navigation.
    private static final String FOCUS_PAGE = """
            this.addEventListener('click', event => {
              event.preventDefault();
              event.stopPropagation();
              const page = document.querySelector('main');
              if (page) {
                page.tabIndex = -1;
                page.focus();
              }
            })
            """;

    SkipLink() {
        super("#content", "Skip to content");
        addClassName("skip-link");
        setRouterIgnore(true);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        getElement().executeJs(FOCUS_PAGE);
    }
}
