package io.drawdown.console.signin.factor;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.drawdown.account.LocalUser;
import io.drawdown.account.SecondFactors;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.account.secondfactor.SecondFactorStatus;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** The page on which users with a local password set up a second factor, renew its recovery codes and turn it off. */
@Route("second-factor")
@PageTitle("Second Factor · Drawdown")
@PermitAll
class SecondFactorView extends Page implements BeforeEnterObserver {

    private static final int GROUP_LENGTH = 4;

    private final SecondFactors secondFactors;
    private final AuthenticationContext authentication;
    private final Clock clock;

    SecondFactorView(SecondFactors secondFactors, AuthenticationContext authentication, Clock clock) {
        super("Second Factor");
        this.secondFactors = secondFactors;
        this.authentication = authentication;
        this.clock = clock;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!(authentication.getAuthenticatedUser(SignedInUser.class).orElseThrow() instanceof LocalUser)) {
            throw new NotFoundException();
        }
        show();
    }

    private void show() {
        clear();
        var status = secondFactors.own();
        if (status.required() && !status.isOn()) {
            showNotice(new Notice(
                            Notice.Tone.WARNING,
                            "Users of your role sign in with a second factor here. Set it up to go on.")
                    .lead("Required"));
        }
        add(status.isOn() ? onCard(status) : offCard());
    }

    private Component offCard() {
        var about = new Paragraph(
                "With a second factor, signing in takes a code from an app on your phone after your password, so that"
                        + " nobody gets in who has only learned the password. Any authenticator app will do.");
        var start = new Button("Set up …", click -> showSetUp());
        start.addThemeVariants(ButtonVariant.PRIMARY);
        return new Card("Off", about, new Div(start));
    }

    private void showSetUp() {
        clear();
        var proposed = secondFactors.propose();
        var secret = new Code(inGroups(proposed.secret()));
        secret.addClassName("secret-text");
        var steps = new OrderedList(
                new ListItem(
                        new Paragraph("Scan this with the app."),
                        new QrCodePicture(proposed.address(), "QR code of the secret, which stands below as text"),
                        new Paragraph("Or enter this key there:"),
                        secret),
                new ListItem(new Paragraph("Enter the code that the app shows, and your password.")));
        var code = new TextField("Code");
        code.getElement().setAttribute("autocomplete", "one-time-code");
        code.setManualValidation(true);
        code.addValueChangeListener(change -> code.setInvalid(false));
        var form = new OwnPasswordForm(
                "Turn on",
                clock,
                password -> showCodes(
                        secondFactors.turnOn(password, proposed.secret(), code.getValue()),
                        "Signing in takes a code from now on."));
        form.addField("code", code);
        add(new Card("Set up", steps, form));
    }

    private Component onCard(SecondFactorStatus status) {
        var since = new Paragraph("Signing in takes a code, since "
                + Format.day(Objects.requireNonNull(status.since()), ZoneOffset.UTC) + ". "
                + Format.count(status.recoveryCodesLeft(), "recovery code is", "recovery codes are") + " left.");
        var renew = new OwnPasswordForm(
                "Make new recovery codes",
                clock,
                password -> showCodes(
                        secondFactors.renewRecoveryCodes(password), "The earlier recovery codes no longer work."));
        var turnOff = new OwnPasswordForm("Turn off", clock, password -> {
            secondFactors.turnOff(password);
            show();
            showNotice(new Notice(Notice.Tone.SUCCESS, "The second factor is off. Your password alone is enough now."));
        });
        var cards = new Div(
                new Card("On", since),
                new Card(
                        "Recovery codes",
                        new Paragraph(
                                "A recovery code signs you in once, in place of the app’s code. Make new ones when"
                                        + " few are left, or if somebody may have seen them."),
                        renew),
                new Card("Turn off", new Paragraph("From then on your password alone is enough."), turnOff));
        cards.addClassName("section");
        return cards;
    }

    private void showCodes(List<String> codes, String done) {
        clear();
        showNotice(new Notice(Notice.Tone.SUCCESS, done));
        var list = new Code(String.join("\n", codes));
        list.addClassName("secret-text");
        var go = new Button("I have saved them", click -> show());
        go.addThemeVariants(ButtonVariant.PRIMARY);
        add(new Card(
                "Recovery codes",
                new Paragraph("Save these where you find them without your phone. Each signs you in once. They aren’t"
                        + " shown again."),
                list,
                new Div(go)));
    }

    private static String inGroups(String secret) {
        return secret.replaceAll("(.{" + GROUP_LENGTH + "})(?=.)", "$1 ");
    }
}
