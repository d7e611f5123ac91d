package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.User;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.list.DataGrid;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The grid of users with their actions. The signed-in user has no actions on their own row. */
class UserGrid extends DataGrid<User> {

    private final ZoneId zone;
    private final String self;
    private final Clock clock;
    private final Actions actions;

    /** The actions of the buttons in a row. */
    interface Actions {
        void generatePassword(User user);

        void endWait(User user);

        void showSessions(User user);

        void removeSecondFactor(User user);

        void remove(User user);
    }

    /**
     * Creates a grid.
     *
     * @param self the username of the signed-in user
     */
    UserGrid(
            Listing<User> users,
            long count,
            boolean ofSeveralRoles,
            ZoneId zone,
            String self,
            Clock clock,
            Actions actions) {
        super(User::username);
        this.zone = zone;
        this.self = self;
        this.clock = clock;
        this.actions = actions;
        componentColumn("User", this::nameCell)
                .setSortProperty("displayName")
                .setFlexGrow(2)
                .setWidth("9rem")
                .setRowHeader(true);
        if (ofSeveralRoles) {
            textColumn("Role", user -> roleLabel(user.role()))
                    .setSortProperty("role")
                    .setFlexGrow(0)
                    .setWidth("6rem");
        }
        var since = componentColumn("Since", user -> timeCell(user.createdAt(), "–"))
                .setSortProperty("createdAt")
                .setFlexGrow(0)
                .setWidth("9.5rem");
        componentColumn("Last signed in", user -> timeCell(user.lastSignInAt(), neverSignedInText(user)))
                .setSortProperty("lastSignInAt")
                .setFlexGrow(0)
                .setWidth("9.5rem");
        componentColumn("Actions", this::actionsCell)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("22rem");
        showAsCardsWhenNarrow("Users", user -> card(user, ofSeveralRoles));
        leaveOutFirst(since);
        show(users, count);
    }

    private Component nameCell(User user) {
        var lines = twoLines(wrappedText(user.displayName()), quietText(user.username()));
        if (user.mustChoosePassword()) {
            lines.add(quietText("hasn’t chosen a password yet"));
        }
        if (user.secondFactor()) {
            lines.add(quietText("with second factor"));
        }
        if (user.mustWaitAt(clock.instant())) {
            lines.add(wrappedText("Failed sign-ins: has to wait until "
                    + Format.timeOfDay(Objects.requireNonNull(user.signInWaitsUntil()), zone)));
        }
        return lines;
    }

    private Component timeCell(@Nullable Instant instant, String otherwise) {
        return instant == null ? quietText(otherwise) : InstantText.at(instant, zone, clock.instant());
    }

    private static String neverSignedInText(User user) {
        return user.mustChoosePassword() ? "never" : "–";
    }

    private Component actionsCell(User user) {
        var cell = new Div();
        cell.addClassName("actions");
        if (user.mustWaitAt(clock.instant())) {
            var endWait = actionButton("End wait", user);
            endWait.addClickListener(click -> actions.endWait(user));
            cell.add(endWait);
        }
        if (user.username().equals(self)) {
            cell.add(quietText("This is you"));
            return cell;
        }
        var password = actionButton("New password …", user);
        password.addClickListener(click -> actions.generatePassword(user));
        var remove = actionButton("Remove …", user);
        remove.addClickListener(click -> actions.remove(user));
        var sessions = actionButton("Sessions …", user);
        sessions.addClickListener(click -> actions.showSessions(user));
        cell.add(sessions, password);
        if (user.secondFactor()) {
            var factor = actionButton("Remove second factor …", user);
            factor.addClickListener(click -> actions.removeSecondFactor(user));
            cell.add(factor);
        }
        cell.add(remove);
        return cell;
    }

    private static Button actionButton(String words, User user) {
        var button = new Button(words);
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel(words.replace(" …", "") + ": " + user.username());
        return button;
    }

    private Component card(User user, boolean ofSeveralRoles) {
        var card = new Div(nameCell(user));
        card.addClassName("row-card");
        if (ofSeveralRoles) {
            card.add(wrappedText(roleLabel(user.role())));
        }
        card.add(quietText("Last signed in: "
                + (user.lastSignInAt() == null ? neverSignedInText(user) : Format.minute(user.lastSignInAt(), zone))));
        card.add(actionsCell(user));
        return card;
    }

    static String roleLabel(Role role) {
        return switch (role) {
            case ADMIN -> "Admin";
            case SUPPORT -> "Support";
            case CUSTOMER -> "Customer";
            case METERING -> "Metering";
        };
    }
}
