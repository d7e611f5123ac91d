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
        return VaadinRequest.getCurrent().getWrappedSession().getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION)
                                instanceof OAuth2AuthenticationException refusal
                        && OidcPeople.isOurs(refusal)
                ? refusal.getMessage()
                : "It was given up, took too long, or the answer that came was not the one that we had asked for. Try it again.";
    }
}
