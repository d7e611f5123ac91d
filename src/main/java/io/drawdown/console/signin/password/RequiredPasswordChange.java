package io.drawdown.console.signin.password;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.drawdown.account.model.SignedInUser;
import org.springframework.stereotype.Component;

/** Redirects users with a generated password from every page to the one on which they choose their own. */
@Component
class RequiredPasswordChange implements VaadinServiceInitListener {

    private final AuthenticationContext authentication;

    RequiredPasswordChange(AuthenticationContext authentication) {
        this.authentication = authentication;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(opened -> watchNavigation(opened.getUI()));
    }

    private void watchNavigation(UI page) {
        page.addBeforeEnterListener(this::redirect);
    }

    private void redirect(BeforeEnterEvent event) {
        if (!ChoosePasswordView.class.equals(event.getNavigationTarget())
                && authentication
                        .getAuthenticatedUser(SignedInUser.class)
                        .filter(SignedInUser::mustChoosePassword)
                        .isPresent()) {
            event.forwardTo(ChoosePasswordView.class);
        }
    }
}
