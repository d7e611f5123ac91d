package io.drawdown.console.signin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.drawdown.console.Brand;
import io.drawdown.console.components.LinkButton;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.WebAttributes;

/** What people find who came from an OpenID provider and can't be let in. */
@Route(value = RefusedView.PATH, autoLayout = false)
@PageTitle("Not signed in · Drawdown")
@AnonymousAllowed
class RefusedView extends Main {

    static final String PATH = "sign-in-refused";

    RefusedView() {
        addClassName("sign-in");
        var box = new Div(
                new Brand(),
                new H1("You are not signed in"),
                new Paragraph(why()),
                new LinkButton(SignInView.PATH, "Back to signing in"));
        box.addClassName("box");
        add(box);
    }

    private static String why() {
        return switch (code()) {
            case OidcPeople.NO_ROLE -> "You have signed in there, but have no role here. Ask whoever runs Drawdown for you to give you one, "
                    + "or sign in as somebody who has one.";
            case OidcPeople.UNKNOWN_ACCOUNT -> "You have signed in there, but the account that you belong to is not known here. "
                    + "Ask whoever runs Drawdown for you.";
            default -> "Signing in there was given up, took too long, or its answer was not the one that we asked for. Try it again.";
        };
    }

    private static String code() {
        return VaadinRequest.getCurrent().getWrappedSession().getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION)
                        instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : "";
    }
}
