package io.drawdown.console.signin.password;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.drawdown.account.OwnPassword;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.console.frame.Brand;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** The page on which users who signed in with a generated password must choose their own before anything else. */
@Route(value = ChoosePasswordView.PATH, autoLayout = false)
@PageTitle("Choose your password · Drawdown")
@PermitAll
class ChoosePasswordView extends Main implements BeforeEnterObserver {

    static final String PATH = "choose-password";

    private final AuthenticationContext authentication;

    ChoosePasswordView(OwnPassword password, AuthenticationContext authentication, Clock clock) {
        this.authentication = authentication;
        addClassName("sign-in");
        var signOut = new Button("Sign out", click -> authentication.logout());
        signOut.addThemeVariants(ButtonVariant.TERTIARY);
        var form = new PasswordForm(
                "Save and continue",
                false,
                clock,
                (present, chosen) -> password.chooseFirst(chosen),
                changed -> UI.getCurrent().getPage().setLocation("."));
        var box = new Div(
                new Brand(),
                new H1("Choose your password"),
                new Paragraph("Your current password was generated for you, and someone else may have seen it."),
                form,
                signOut);
        box.addClassName("box");
        add(box);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (authentication
                .getAuthenticatedUser(SignedInUser.class)
                .filter(SignedInUser::mustChoosePassword)
                .isEmpty()) {
            event.forwardTo("");
        }
    }
}
