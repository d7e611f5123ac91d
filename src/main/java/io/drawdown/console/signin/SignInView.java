package io.drawdown.console.signin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.drawdown.account.TooManyAttempts;
import io.drawdown.base.database.DatabaseWatch;
import io.drawdown.console.Brand;
import io.drawdown.console.components.Facts;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Notice;
import io.drawdown.demo.Demo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.web.WebAttributes;

@Route(value = SignInView.PATH, autoLayout = false)
@PageTitle("Sign in · Drawdown")
@AnonymousAllowed
class SignInView extends Main implements BeforeEnterObserver {

    static final String PATH = "sign-in";

    private final Clock clock;
    private final LoginForm form = new LoginForm();

    SignInView(Demo demo, OidcProviders providers, DatabaseWatch database, Clock clock) {
        this.clock = clock;
        addClassName("sign-in");
        form.setAction(PATH);
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(words("No user has this name and password. Check both and try again."));

        var box = new Div(new Brand());
        if (database.isAway()) {
            box.add(new Notice(Notice.Tone.WARNING, "The database can’t be reached at the moment, so nobody can sign in. Try it again in a minute."));
        }
        box.add(form);
        box.addClassName("box");
        providers.all().forEach(provider -> box.add(signInAt(provider)));
        if (!demo.signIns().isEmpty()) {
            box.add(demoSignIns(demo.signIns()));
        }
        add(box);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var failed = event.getLocation().getQueryParameters().getParameters().containsKey("error");
        form.setError(failed);
        if (failed) {
            insteadOfWrongPassword().ifPresent(why -> form.setI18n(words(why)));
        }
    }

    private Optional<String> insteadOfWrongPassword() {
        return switch (VaadinRequest.getCurrent().getWrappedSession().getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION)) {
            case TooManyAttempts tooMany when clock.instant().isBefore(tooMany.until()) -> Optional.of(
                    "Signing in has failed too often, with this name or from where you are. Try again in " + Wait.inWords(clock, tooMany.until()) + ".");
            case InternalAuthenticationServiceException busy -> Optional.of(
                    "The program couldn’t look at your password, because too many people sign in at once. Try again in a minute.");
            case null, default -> Optional.empty();
        };
    }

    private static LinkButton signInAt(OidcProviders.Provider provider) {
        var link = new LinkButton(provider.address(), "Sign in with " + provider.name());
        link.setRouterIgnore(true);
        return link;
    }

    private static Div demoSignIns(List<Demo.SignIn> signIns) {
        var facts = new Facts();
        signIns.forEach(one -> facts.fact(one.what(), one.username() + " / " + one.password()));
        var section = new Div(new Paragraph("This is a demo. Sign in as"), facts);
        section.addClassName("demo-sign-ins");
        return section;
    }

    private static LoginI18n words(String refusal) {
        var words = LoginI18n.createDefault();
        words.getForm().setTitle("Sign in");
        words.getForm().setUsername("Name");
        words.getForm().setSubmit("Sign in");
        words.getErrorMessage().setTitle("That didn’t work");
        words.getErrorMessage().setMessage(refusal);
        words.getErrorMessage().setUsername("Enter your name");
        words.getErrorMessage().setPassword("Enter your password");
        return words;
    }
}
