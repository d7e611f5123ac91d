package io.drawdown.console.signin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.drawdown.account.SignedIn;
import org.springframework.stereotype.Component;

/** Leads people whose password was made up to the page where they choose their own, wherever they want to go. */
@Component
class PasswordFirst implements VaadinServiceInitListener {

    private final AuthenticationContext authentication;

    PasswordFirst(AuthenticationContext authentication) {
        this.authentication = authentication;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(opened -> watch(opened.getUI()));
    }

    private void watch(UI page) {
        page.addBeforeEnterListener(this::lead);
    }

    private void lead(BeforeEnterEvent event) {
        if (!ChoosePasswordView.class.equals(event.getNavigationTarget())
                && authentication
                        .getAuthenticatedUser(SignedIn.class)
                        .filter(SignedIn::mustChoosePassword)
                        .isPresent()) {
            event.forwardTo(ChoosePasswordView.class);
        }
    }
}
