package io.drawdown.console.signin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.frame.Brand;
import io.drawdown.console.signin.session.SignInAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** The page that says why a sign-in at an OpenID provider was refused. */
@Route(value = SignInRefusedView.PATH, autoLayout = false)
@PageTitle("Not signed in · Drawdown")
@AnonymousAllowed
class SignInRefusedView extends Main {

    static final String PATH = "sign-in-refused";

    private static final String REASON = SignInRefusedView.class.getName() + ".why";

    SignInRefusedView() {
        addClassName("sign-in");
        var box = new Div(
                new Brand(),
                new H1("You are not signed in"),
                new Paragraph(takeReason()),
                new LinkButton(SignInAddress.PATH, "Back to signing in"));
        box.addClassName("box");
        add(box);
    }

    /** Stores the reason for the page if it is a message of our own. Texts from elsewhere are not shown. */
    static void keepReason(HttpServletRequest request, AuthenticationException exception) {
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute(
                    REASON,
                    exception instanceof OAuth2AuthenticationException refusal && OidcUserLoader.isOwnRefusal(refusal)
                            ? refusal.getMessage()
                            : null);
        }
    }

    private static String takeReason() {
        return VaadinRequest.getCurrent().getWrappedSession().getAttribute(REASON) instanceof String ours
                ? ours
                : "Signing in was cancelled, took too long or got an unexpected answer. Try again.";
    }
}
