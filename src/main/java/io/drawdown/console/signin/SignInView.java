package io.drawdown.console.signin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.drawdown.base.database.DatabaseMonitor;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.console.frame.Brand;
import io.drawdown.console.signin.session.SessionEnd;
import io.drawdown.console.signin.session.SignInAddress;
import io.drawdown.demo.Demo;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;

@Route(value = SignInAddress.PATH, autoLayout = false)
@PageTitle("Sign in · Drawdown")
@AnonymousAllowed
public class SignInView extends Main implements BeforeEnterObserver {

    // The typed name stays in the browser's tab: people type passwords into the wrong field, so it must not be in an
    // address, and the server keeps nothing of strangers.
    private static final String KEEP_NAME = """
            const key = 'drawdown.sign-in.name';
            this.addEventListener('login', event => sessionStorage.setItem(key, event.detail.username));
            const name = sessionStorage.getItem(key);
            sessionStorage.removeItem(key);
            if ($0 && name) {
                customElements.whenDefined('vaadin-login-form').then(() => requestAnimationFrame(() => {
                    const field = this.querySelector('vaadin-text-field');
                    const password = this.querySelector('vaadin-password-field');
                    if (field && !field.value) {
                        field.value = name;
                        password?.focus();
                    }
                }));
            }
            """;

    private final Clock clock;
    private final Duration idle;
    private final Div end = new Div();
    private final LoginForm form = new LoginForm();

    SignInView(
            Demo demo,
            OidcProviders providers,
            DatabaseMonitor database,
            Clock clock,
            @Value("${server.servlet.session.timeout}") Duration idle) {
        this.clock = clock;
        this.idle = idle;
        addClassName("sign-in");
        form.setAction(SignInAddress.PATH);
        form.setForgotPasswordButtonVisible(false);

        end.addClassName("notices");
        var box = new Div(new Brand(), end);
        if (database.isAway()) {
            box.add(new Notice(
                    Notice.Tone.WARNING,
                    "The database can’t be reached, so nobody can sign in. Try again in a minute."));
        }
        box.add(form);
        box.addClassName("box");
        providers.providers().forEach(provider -> box.add(providerButton(provider)));
        if (!demo.signIns().isEmpty()) {
            box.add(demoSignIns(demo.signIns()));
        }
        add(box);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var address = event.getLocation().getQueryParameters();
        var refusal = SignInFailure.message(address, clock);
        showEnd(address);
        form.setError(refusal != null);
        form.setI18n(loginTexts(refusal == null ? "" : refusal));
        form.getElement().executeJs(KEEP_NAME, refusal != null);
    }

    private void showEnd(QueryParameters address) {
        address.getSingleParameter(SignInAddress.PAGE)
                .ifPresent(page ->
                        RequestedPageCache.keep(VaadinRequest.getCurrent().getWrappedSession(), page));
        var reason = AddressParameters.choice(address, SignInAddress.END, SessionEnd.values());
        if (reason != null) {
            end.add(new Notice(Notice.Tone.INFO, reason.sentence(idle) + " Sign in to go on where you were."));
        }
    }

    private static LinkButton providerButton(OidcProviders.Provider provider) {
        var link = new LinkButton(provider.address(), "Sign in with " + provider.name());
        link.setRouterIgnore(true);
        return link;
    }

    private static Div demoSignIns(List<Demo.SignIn> signIns) {
        var factList = new FactList();
        signIns.forEach(one -> factList.fact(one.description(), one.username() + " / " + one.password()));
        var section = new Div(new Paragraph("This is a demo. Sign in as"), factList);
        section.addClassName("demo-sign-ins");
        return section;
    }

    private static LoginI18n loginTexts(String refusal) {
        var words = LoginI18n.createDefault();
        words.getForm().setTitle("Sign in");
        words.getForm().setUsername("Name");
        words.getForm().setSubmit("Sign in");
        words.getErrorMessage().setTitle("Sign-in failed");
        words.getErrorMessage().setMessage(refusal);
        words.getErrorMessage().setUsername("Enter your name");
        words.getErrorMessage().setPassword("Enter your password");
        return words;
    }
}
