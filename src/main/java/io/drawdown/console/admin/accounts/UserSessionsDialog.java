package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import io.drawdown.account.UserSessions;
import io.drawdown.account.model.User;
import io.drawdown.account.model.UserSession;
import io.drawdown.console.signin.session.SessionGrid;
import java.time.Clock;

/** The dialog in which an admin sees and ends the sessions of a user. */
class UserSessionsDialog extends Dialog {

    private final UserSessions sessions;
    private final User user;
    private final SessionGrid grid;
    private final Paragraph none = new Paragraph("This user is signed in nowhere.");
    private final Button endAll = new Button("End all", click -> endAll());

    UserSessionsDialog(UserSessions sessions, User user, Clock clock) {
        this.sessions = sessions;
        this.user = user;
        grid = new SessionGrid(clock, this::end);
        setHeaderTitle("Sessions of " + user.username());
        setWidth("56rem");
        none.addClassName("quiet");
        add(none, grid);
        endAll.addThemeVariants(ButtonVariant.ERROR);
        getFooter().add(endAll, new Button("Close", click -> close()));
        refresh();
    }

    private void refresh() {
        var current = sessions.list(user.username());
        none.setVisible(current.isEmpty());
        grid.setVisible(!current.isEmpty());
        endAll.setVisible(!current.isEmpty());
        grid.showSessions(current);
    }

    private void end(UserSession session) {
        sessions.end(user.username(), session.id());
        refresh();
    }

    private void endAll() {
        sessions.endAll(user.username());
        refresh();
    }
}
