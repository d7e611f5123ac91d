package io.drawdown.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.drawdown.console.components.Facts;
import io.drawdown.demo.Demo;
import java.util.List;

@Route(value = "sign-in", autoLayout = false)
@PageTitle("Sign in · Drawdown")
@AnonymousAllowed
class SignInView extends Main implements BeforeEnterObserver {

    private final LoginForm form = new LoginForm(words());

    SignInView(Demo demo) {
        addClassName("sign-in");
        form.setAction("sign-in");
        form.setForgotPasswordButtonVisible(false);

        var box = new Div(new Brand(), form);
        box.addClassName("box");
        if (!demo.signIns().isEmpty()) {
            box.add(demoSignIns(demo.signIns()));
        }
        add(box);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        form.setError(event.getLocation().getQueryParameters().getParameters().containsKey("error"));
    }

    private static Div demoSignIns(List<Demo.SignIn> signIns) {
        var facts = new Facts();
        signIns.forEach(one -> facts.fact(one.what(), one.username() + " / " + one.password()));
        var section = new Div(new Paragraph("This is a demo. Sign in as"), facts);
        section.addClassName("demo-sign-ins");
        return section;
    }

    private static LoginI18n words() {
        var words = LoginI18n.createDefault();
        words.getForm().setTitle("Sign in");
        words.getForm().setUsername("Name");
        words.getForm().setSubmit("Sign in");
        words.getErrorMessage().setTitle("That didn’t work");
        words.getErrorMessage().setMessage("No user has this name and password. Check both and try again.");
        words.getErrorMessage().setUsername("Enter your name");
        words.getErrorMessage().setPassword("Enter your password");
        return words;
    }
}
