package io.drawdown.account;

import io.drawdown.account.password.PasswordRules;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import org.springframework.stereotype.Service;

/** Lets people who sign in with a password of this program choose another one. */
@Service
public class OwnPassword {

    private final Users users;
    private final SignInAttempts attempts;
    private final Access access;

    OwnPassword(Users users, SignInAttempts attempts, Access access) {
        this.users = users;
        this.attempts = attempts;
        this.access = access;
    }

    /**
     * Gives the person who has signed in another password, which ends their sessions; everybody's to do, with the present one.
     * To guess that counts as failing to sign in.
     *
     * @return the person as they are from now on, for the session that goes on
     * @throws TooManySignInAttemptsException if the present one was guessed too often
     */
    public LocalUser change(String present, String chosen) {
        var username = access.localUser().getUsername();
        attempts.recordAttempt(username, null);
        if (present.length() > PasswordRules.MAX_LENGTH || !users.hasPassword(username, present)) {
            throw ProblemException.forField(ProblemType.INVALID, "present", "This is not your present password.");
        }
        attempts.recordSuccess(username, null);
        return users.choosePassword(username, chosen);
    }

    /** Gives the person who has signed in with a password that was made up one of their own; gives the person as they are from now on. */
    public LocalUser chooseFirst(String chosen) {
        var user = access.localUser();
        if (!user.mustChoosePassword()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Your password is your own already. To change it, enter that one, too.");
        }
        return users.choosePassword(user.getUsername(), chosen);
    }
}
