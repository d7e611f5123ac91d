package io.drawdown.console.signin;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.drawdown.account.secondfactor.PendingSignIn;
import io.drawdown.console.frame.Brand;
import io.drawdown.console.signin.session.SignInAddress;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * The page on which users with a second factor enter its code, after their password. The form is sent as a whole, so
 * that Spring Security's filters sign the user in as they do by password.
 */
@Route(value = CodeView.PATH, autoLayout = false)
@PageTitle("Enter your code · Drawdown")
@AnonymousAllowed
class CodeView extends Main implements BeforeEnterObserver {

    static final String PATH = SignInAddress.PATH + "/code";

    private final Clock clock;
    private final TextField code = new TextField("Code");

    CodeView(Clock clock) {
        this.clock = clock;
        addClassName("sign-in");
        code.getElement().setAttribute("name", "code");
        code.getElement().setAttribute("autocomplete", "one-time-code");
        code.getElement().setAttribute("autocapitalize", "none");
        code.getElement().setAttribute("spellcheck", "false");
        code.setAutofocus(true);
        code.setManualValidation(true);
        code.setHelperText("6 digits from the app on your phone. Without the phone, enter a recovery code.");
        var submit = new Button("Sign in");
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.getElement().executeJs("this.addEventListener('click', () => this.closest('form').requestSubmit())");
        code.getElement()
                .executeJs(
                        "this.addEventListener('keydown', e => e.key === 'Enter' && this.closest('form').requestSubmit())");
        var back = new Anchor(SignInAddress.PATH, "Sign in as somebody else");
        var box = new Div(
                new Brand(),
                new H1("Enter your code"),
                new Paragraph("Your password was right. Your account is protected by a second factor."),
                new CodeForm(code, submit),
                back);
        box.addClassName("box");
        add(box);
    }

    /** A form that the browser posts to this page's own address. */
    @Tag("form")
    private static final class CodeForm extends Div {

        CodeForm(TextField code, Button submit) {
            addClassName("password-form");
            getElement().setAttribute("method", "post");
            getElement().setAttribute("action", PATH);
            var token = (CsrfToken) VaadinServletRequest.getCurrent().getAttribute(CsrfToken.class.getName());
            if (token != null) {
                var hidden = new Element("input");
                hidden.setAttribute("type", "hidden");
                hidden.setAttribute("name", token.getParameterName());
                hidden.setAttribute("value", token.getToken());
                getElement().appendChild(hidden);
            }
            add(code, submit);
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var pending = pending();
        if (pending == null || pending.hasExpired(clock.instant())) {
            event.forwardTo(SignInView.class);
            return;
        }
        var refusal = SignInFailure.message(event.getLocation().getQueryParameters(), clock);
        if (refusal != null) {
            code.setErrorMessage(refusal);
            code.setInvalid(true);
        }
    }

    private static @Nullable PendingSignIn pending() {
        return CodeSignInFilter.pendingOf(
                VaadinSession.getCurrent().getSession().getAttribute(CodeSignInFilter.attribute()));
    }
}
