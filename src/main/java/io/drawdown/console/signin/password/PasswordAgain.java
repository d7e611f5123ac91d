package io.drawdown.console.signin.password;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.drawdown.account.OwnPassword;
import io.drawdown.console.components.dialog.PasswordAgainRequest;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Opens the dialog for the password wherever a page needs it again. */
@Component
class PasswordAgain implements VaadinServiceInitListener {

    private final OwnPassword ownPassword;
    private final Clock clock;

    PasswordAgain(OwnPassword ownPassword, Clock clock) {
        this.ownPassword = ownPassword;
        this.clock = clock;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(opened -> answerRequests(opened.getUI()));
    }

    private void answerRequests(UI page) {
        ComponentUtil.addListener(
                page,
                PasswordAgainRequest.class,
                request -> new PasswordAgainDialog(ownPassword, clock, request::retry).open());
    }
}
