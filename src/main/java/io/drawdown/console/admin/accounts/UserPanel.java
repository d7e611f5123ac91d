package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import io.drawdown.account.SecondFactors;
import io.drawdown.account.SignInWaits;
import io.drawdown.account.UserSessions;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.User;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.dialog.PasswordAgainRequest;
import io.drawdown.console.components.dialog.SecretDialog;
import io.drawdown.console.components.list.ListCard;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The panel of the users who sign in with a password. An admin adds them, resets their passwords and removes them. */
class UserPanel extends Div implements UserGrid.Actions {

    private final Users users;
    private final SignInWaits waits;
    private final UserSessions sessions;
    private final SecondFactors secondFactors;
    private final @Nullable String account;
    private final List<Role> roles;
    private final Consumer<Notice> notify;
    private final Clock clock;
    private final ListCard<User> list;

    /**
     * Creates a panel for the users of an account, or of the platform.
     *
     * @param listed the users to show
     * @param self the username of the signed-in user
     * @param roles the roles that a new user can have
     * @param zone the zone in which times are shown
     */
    UserPanel(
            String title,
            Users users,
            SignInWaits waits,
            UserSessions sessions,
            SecondFactors secondFactors,
            Listing<User> listed,
            String self,
            @Nullable String account,
            List<Role> roles,
            ZoneId zone,
            Clock clock,
            Consumer<Notice> notify) {
        this.users = users;
        this.waits = waits;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.clock = clock;
        this.account = account;
        this.roles = roles;
        this.notify = notify;
        list = new ListCard<>(
                title,
                listed,
                new EmptyState(
                        "Nobody yet",
                        "Add a user: the password is shown once, and the user changes it when signing in."),
                count -> new UserGrid(listed, count, roles.size() > 1, zone, self, clock, this));
        list.aside(new Button("Add user …", click -> add()));
        add(list);
    }

    private void add() {
        new AddUserDialog(users, account, roles, (username, password) -> {
                    list.refresh();
                    showPassword(username, password);
                })
                .open();
    }

    @Override
    public void generatePassword(User user) {
        new ConfirmationDialog(
                        "A new password for " + user.username() + "?",
                        "The current password stops working at once, and " + user.displayName()
                                + " is signed out everywhere. The new one is shown once, and the user changes it when"
                                + " signing in.",
                        "Generate password",
                        () -> runUnlessRemoved(
                                user, () -> showPassword(user.username(), users.resetPassword(user.username()))))
                .open();
    }

    @Override
    public void endWait(User user) {
        runUnlessRemoved(user, () -> {
            waits.endForUser(user.username());
            notify.accept(new Notice(Notice.Tone.SUCCESS, user.username() + " can try to sign in again now."));
        });
    }

    @Override
    public void showSessions(User user) {
        new UserSessionsDialog(sessions, user, clock).open();
    }

    @Override
    public void removeSecondFactor(User user) {
        new ConfirmationDialog(
                        "Remove the second factor of " + user.username() + "?",
                        "Do this only for somebody who has lost the phone and the recovery codes, and whom you know: from"
                                + " then on the password alone is enough.",
                        "Remove second factor",
                        () -> runUnlessRemoved(user, () -> {
                            secondFactors.remove(user.username());
                            notify.accept(new Notice(
                                    Notice.Tone.SUCCESS, "The second factor of " + user.username() + " is removed."));
                        }))
                .danger()
                .open();
    }

    @Override
    public void remove(User user) {
        new ConfirmationDialog(
                        "Remove " + user.username() + "?",
                        user.displayName()
                                + " can no longer sign in and is signed out at once. The audit trail keeps what this"
                                + " user did.",
                        "Remove user",
                        () -> runUnlessRemoved(user, () -> {
                            users.remove(user.username());
                            notify.accept(new Notice(Notice.Tone.SUCCESS, user.username() + " is removed."));
                        }))
                .danger()
                .open();
    }

    private static void showPassword(String username, String password) {
        new SecretDialog(
                        "The password of " + username,
                        "Password",
                        password,
                        "Pass it on now: it isn’t shown again. The user chooses a new one when signing in.")
                .open();
    }

    private void runUnlessRemoved(User user, Runnable action) {
        try {
            PasswordAgainRequest.run(() -> {
                action.run();
                list.refresh();
            });
        } catch (ProblemException problem) {
            notify.accept(new Notice(
                    Notice.Tone.ERROR,
                    problem.type() == ProblemType.NOT_FOUND
                            ? "Someone else has removed " + user.username() + " meanwhile."
                            : problem.detail()));
        }
        list.refresh();
    }
}
