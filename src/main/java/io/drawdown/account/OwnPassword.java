package io.drawdown.account;

import io.drawdown.account.internal.CurrentUserSession;
import io.drawdown.account.password.PasswordRules;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.log.SecurityLog;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Lets users change their own password. */
@Service
public class OwnPassword {

    private final Users users;
    private final SignInAttempts attempts;
    private final Access access;
    private final Clock clock;

    OwnPassword(Users users, SignInAttempts attempts, Access access, Clock clock) {
        this.clock = clock;
        this.users = users;
        this.attempts = attempts;
        this.access = access;
    }

    /**
     * Changes the signed-in user's password, which ends the user's other sessions. Requires the present password; a
     * wrong one counts as a failed sign-in.
     *
     * @return the changed user, for the current session
     * @throws TooManySignInAttemptsException after too many wrong passwords
     */
    public LocalUser change(String present, String chosen) {
        if (!isCorrect(present)) {
            throw ProblemException.forField(ProblemType.INVALID, "present", "This is not your current password.");
        }
        return users.choosePassword(access.localUser().getUsername(), chosen);
    }

    /**
     * Returns whether this is the signed-in user's password. If it isn't, that counts as a failed sign-in.
     *
     * @throws TooManySignInAttemptsException after too many wrong passwords
     */
    boolean isCorrect(String password) {
        var username = access.localUser().getUsername();
        attempts.recordAttempt(username, SignInAttempts.Origin.OWN_SESSION);
        if (password.length() > PasswordRules.MAX_LENGTH || !users.hasPassword(username, password)) {
            SecurityLog.refused("password-refused").with("user", username).write();
            return false;
        }
        attempts.recordSuccess(username, SignInAttempts.Origin.OWN_SESSION);
        CurrentUserSession.recordPassword(clock.instant());
        return true;
    }

    /**
     * Records that the signed-in user has entered the password again, so that what takes a recent password may follow.
     *
     * @throws TooManySignInAttemptsException after too many wrong passwords
     */
    public void enterAgain(String password) {
        if (!isCorrect(password)) {
            throw ProblemException.forField(ProblemType.INVALID, "password", "This is not your password.");
        }
    }

    /**
     * Replaces the generated password of the signed-in user by a chosen one.
     *
     * @return the changed user, for the current session
     */
    public LocalUser chooseFirst(String chosen) {
        var user = access.localUser();
        if (!user.mustChoosePassword()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Your password is your own already. To change it, enter that one, too.");
        }
        return users.choosePassword(user.getUsername(), chosen);
    }
}
