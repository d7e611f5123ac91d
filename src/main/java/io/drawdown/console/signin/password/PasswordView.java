package io.drawdown.console.signin.password;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.drawdown.account.LocalUser;
import io.drawdown.account.OwnPassword;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** The page on which users with a local password change it. */
@Route("password")
@PageTitle("Change Password · Drawdown")
@PermitAll
class PasswordView extends Page implements BeforeEnterObserver {

    private final AuthenticationContext authentication;

    PasswordView(OwnPassword password, AuthenticationContext authentication, Clock clock) {
        super("Change Password");
        this.authentication = authentication;
        add(new Card(
                "New password",
                new Paragraph("Wherever else you are signed in, you will be signed out."),
                new PasswordForm(
                        "Change password",
                        true,
                        clock,
                        password::change,
                        changed -> showNotice(new Notice(
                                Notice.Tone.SUCCESS,
                                "Your password has been changed. Everywhere else you have been signed out.")))));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!(authentication.getAuthenticatedUser(SignedInUser.class).orElseThrow() instanceof LocalUser)) {
            throw new NotFoundException();
        }
    }
}
