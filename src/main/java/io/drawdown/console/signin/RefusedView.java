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
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** What people find who came from an OpenID provider and can't be let in. */
@Route(value = RefusedView.PATH, autoLayout = false)
@PageTitle("Not signed in · Drawdown")
@AnonymousAllowed
class RefusedView extends Main {

    static final String PATH = "sign-in-refused";

    private static final String WHY = RefusedView.class.getName() + ".why";

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

    /** Keeps what the page will say, if it is for the person to read: our own words, and nothing of what came from elsewhere. */
    static void keepWhy(HttpServletRequest request, AuthenticationException exception) {
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute(
                    WHY,
                    exception instanceof OAuth2AuthenticationException refusal && OidcPeople.isOurs(refusal)
                            ? refusal.getMessage()
                            : null);
        }
    }

    private static String why() {
        return VaadinRequest.getCurrent().getWrappedSession().getAttribute(WHY) instanceof String ours
                ? ours
                : "It was given up, took too long, or the answer that came was not the one that we had asked for. Try it again.";
    }
}
