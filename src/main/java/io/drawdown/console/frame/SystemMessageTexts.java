package io.drawdown.console.frame;

import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.drawdown.console.signin.session.SessionEndFilter;
import org.springframework.stereotype.Component;

/**
 * What pages do and say when they can't go on: without their session they lead to the sign-in page, without cookies to a
 * page that asks for them; after an error they offer to be loaded again.
 */
@Component
class SystemMessageTexts implements VaadinServiceInitListener {

    // A static file: a page of the console would ask for cookies again, and so lead to itself for ever.
    private static final String COOKIES_NEEDED = "styles/cookies-needed.html";

    private static final String RELOAD = "Click here or press Esc to load the page again.";

    @Override
    public void serviceInit(ServiceInitEvent event) {
        var messages = messages();
        event.getSource().setSystemMessagesProvider(page -> messages);
    }

    private static SystemMessages messages() {
        var messages = new CustomizedSystemMessages();
        messages.setSessionExpiredNotificationEnabled(false);
        messages.setSessionExpiredURL(SessionEndFilter.PATH);
        messages.setCookiesDisabledNotificationEnabled(false);
        messages.setCookiesDisabledURL(COOKIES_NEEDED);
        messages.setInternalErrorCaption("Something went wrong");
        messages.setInternalErrorMessage("This page can’t go on. Nothing was half-written. " + RELOAD);
        messages.setSyncErrorCaption("This page is out of step with the server");
        messages.setSyncErrorMessage(RELOAD);
        return messages;
    }
}
