package io.drawdown.console.signin.factor;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.drawdown.account.SecondFactors;
import io.drawdown.account.model.SignedInUser;
import org.springframework.stereotype.Component;

/** Redirects users who must have a second factor and have none from every page to the one on which they set it up. */
@Component
class RequiredSecondFactor implements VaadinServiceInitListener {

    private final SecondFactors secondFactors;
    private final AuthenticationContext authentication;

    RequiredSecondFactor(SecondFactors secondFactors, AuthenticationContext authentication) {
        this.secondFactors = secondFactors;
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
        if (!SecondFactorView.class.equals(event.getNavigationTarget())
                && authentication
                        .getAuthenticatedUser(SignedInUser.class)
                        .filter(user -> !user.mustChoosePassword())
                        .filter(secondFactors::isMissing)
                        .isPresent()) {
            event.forwardTo(SecondFactorView.class);
        }
    }
}
