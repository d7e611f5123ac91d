package io.drawdown.console.signin.session;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import io.drawdown.account.model.SignedInUser;
import java.util.Comparator;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Limits the number of open pages of a session. The oldest page is closed and shows a message. */
@Component
class OpenPageLimit implements VaadinServiceInitListener {

    // A static file, which needs no session. Otherwise each closed page would open another page.
    private static final String CLOSED_MESSAGE = "styles/page-closed.html";

    private final SessionLimits limits;

    OpenPageLimit(SessionLimits limits) {
        this.limits = limits;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(opened -> closeOldest(opened.getUI()));
    }

    private void closeOldest(UI opened) {
        var others = VaadinSession.getCurrent().getUIs().stream()
                .filter(page -> !page.equals(opened) && !page.isClosing())
                .sorted(Comparator.comparingInt(UI::getUIId))
                .toList();
        others.stream().limit(Math.max(0, others.size() + 1 - maxPages())).forEach(OpenPageLimit::closePage);
    }

    private int maxPages() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser
                ? limits.pagesPerPerson()
                : limits.pagesPerStranger();
    }

    private static void closePage(UI page) {
        page.accessSynchronously(() -> {
            if (page.getInternals().getPushConnection() != null
                    && page.getInternals().getPushConnection().isConnected()) {
                page.getPage().setLocation(CLOSED_MESSAGE);
                page.push();
            }
            page.close();
        });
    }
}
