package io.drawdown.console.signin.session;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.UserSessions;
import io.drawdown.account.model.UserSession;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;

/** The page on which users see where they are signed in, and sign out there. */
@Route("sessions")
@PageTitle("Sessions · Drawdown")
@PermitAll
class SessionsView extends Page {

    private final UserSessions sessions;
    private final SessionGrid grid;
    private final Button endOthers = new Button("End all others …", click -> confirmEndOthers());

    SessionsView(UserSessions sessions, Clock clock) {
        super("Sessions");
        this.sessions = sessions;
        grid = new SessionGrid(clock, this::end);
        var about =
                new Paragraph("Where you are signed in now. End a session that isn’t yours, and change your password:"
                        + " somebody else may know it. Times are in UTC.");
        about.addClassName("quiet");
        var content = new Div(about, new Card("Signed in", grid).aside(endOthers));
        content.addClassName("tab-content");
        add(content);
        refresh();
    }

    private void refresh() {
        var own = sessions.listOwn();
        grid.showSessions(own);
        endOthers.setEnabled(own.stream().anyMatch(session -> !session.current()));
    }

    private void end(UserSession session) {
        sessions.endOwn(session.id());
        refresh();
        showNotice(new Notice(Notice.Tone.SUCCESS, "The session in " + session.browser() + " has ended."));
    }

    private void confirmEndOthers() {
        new ConfirmationDialog(
                        "End all other sessions?",
                        "You stay signed in here and are signed out everywhere else.",
                        "End all others",
                        () -> {
                            var ended = sessions.endOwnOthers();
                            refresh();
                            showNotice(new Notice(
                                    Notice.Tone.SUCCESS,
                                    Format.count(ended, "other session has", "other sessions have") + " ended."));
                        })
                .open();
    }
}
