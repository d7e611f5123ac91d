package io.drawdown.console.signin.session;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import io.drawdown.account.model.UserSession;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.list.DataGrid;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** The grid of a user's sessions, each with a button that ends it. */
public class SessionGrid extends DataGrid<UserSession> {

    private final Clock clock;
    private final Consumer<UserSession> end;

    /** Creates an empty grid, which calls {@code end} when the user ends a session. */
    public SessionGrid(Clock clock, Consumer<UserSession> end) {
        super(UserSession::id);
        this.clock = clock;
        this.end = end;
        componentColumn("Browser", SessionGrid::browserCell)
                .setSortable(false)
                .setFlexGrow(2)
                .setWidth("11rem")
                .setRowHeader(true);
        textColumn("Address", SessionGrid::address)
                .setSortable(false)
                .setFlexGrow(1)
                .setWidth("9rem");
        componentColumn("Signed in", session -> time(session.signedInAt()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        componentColumn("Last used", session -> time(session.lastUsedAt()))
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("9.5rem");
        componentColumn("End", this::endCell).setSortable(false).setFlexGrow(0).setWidth("7rem");
        showAsCardsWhenNarrow("Sessions", this::card);
    }

    /** Shows sessions in place of the current ones. */
    public void showSessions(List<UserSession> sessions) {
        show(Listing.of(sessions), sessions.size());
    }

    private static Component browserCell(UserSession session) {
        var lines = twoLines(wrappedText(session.browser()));
        if (session.current()) {
            lines.add(quietText("this session"));
        }
        return lines;
    }

    private static String address(UserSession session) {
        return session.address() == null ? "–" : session.address();
    }

    private Component time(Instant instant) {
        return InstantText.at(instant, ZoneOffset.UTC, clock.instant());
    }

    private Component endCell(UserSession session) {
        if (session.current()) {
            return quietText("–");
        }
        var button = new Button("End", click -> end.accept(session));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel("End: " + session.browser() + ", " + address(session));
        return button;
    }

    private Component card(UserSession session) {
        var card = new Div(
                browserCell(session),
                quietText(address(session)),
                quietText("Signed in " + Format.minute(session.signedInAt(), ZoneOffset.UTC)),
                quietText("Last used " + Format.minute(session.lastUsedAt(), ZoneOffset.UTC)),
                endCell(session));
        card.addClassName("row-card");
        return card;
    }
}
