package io.drawdown.console.accounts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import io.drawdown.account.Role;
import io.drawdown.account.User;
import io.drawdown.base.Listing;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.Confirmation;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.ListCard;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.SecretDialog;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** People who sign in with a password, whom an admin adds, gives new passwords and removes. */
class UserPanel extends Div implements UserTable.Actions {

    private final UserDesk desk;
    private final @Nullable String account;
    private final List<Role> roles;
    private final Consumer<Notice> told;
    private final ListCard<User> list;

    /**
     * A panel for the people of an account, or of the platform.
     *
     * @param roles those that somebody new can have
     * @param zone the zone in which times are shown
     */
    UserPanel(
            String title,
            UserDesk desk,
            @Nullable String account,
            List<Role> roles,
            Listing<User> users,
            ZoneId zone,
            Consumer<Notice> told) {
        this.desk = desk;
        this.account = account;
        this.roles = roles;
        this.told = told;
        list = new ListCard<>(
                title,
                users,
                new EmptyState(
                        "Nobody yet",
                        "Add somebody: they get a password that is shown once, and change it when they sign in."),
                count -> new UserTable(users, count, roles.size() > 1, zone, desk, this));
        list.aside(new Button("Add user …", click -> add()));
        add(list);
    }

    private void add() {
        new AddUserDialog(desk, account, roles, (username, password) -> {
                    list.refresh();
                    show(username, password);
                })
                .open();
    }

    @Override
    public void makeUpPassword(User user) {
        new Confirmation(
                        "A new password for " + user.username() + "?",
                        "The present one stops working at once, and wherever " + user.displayName()
                                + " is signed in, they are signed out. The new one is shown once, and they change it when they sign in.",
                        "Make up a password",
                        () -> unlessGone(user, () -> show(user.username(), desk.makeUpPassword(user.username()))))
                .open();
    }

    @Override
    public void remove(User user) {
        new Confirmation(
                        "Remove " + user.username() + "?",
                        user.displayName()
                                + " can no longer sign in, and is signed out at once. What they did stays as it is, "
                                + "under their name on the audit trail.",
                        "Remove user",
                        () -> unlessGone(user, () -> {
                            desk.remove(user.username());
                            told.accept(new Notice(Notice.Tone.SUCCESS, user.username() + " is removed."));
                        }))
                .danger()
                .open();
    }

    private static void show(String username, String password) {
        new SecretDialog(
                        "The password of " + username,
                        "Password",
                        password,
                        "Pass it on to them now: it isn’t shown again. They choose their own when they sign in.")
                .open();
    }

    private void unlessGone(User user, Runnable action) {
        try {
            action.run();
        } catch (ProblemException problem) {
            told.accept(new Notice(
                    Notice.Tone.ERROR,
                    problem.type() == ProblemType.NOT_FOUND
                            ? "Somebody else has removed " + user.username() + " meanwhile."
                            : problem.detail()));
        }
        list.refresh();
    }
}
