package io.drawdown.account;

import io.drawdown.account.SignInAttempts.Origin;
import io.drawdown.account.secondfactor.PendingSignIn;
import io.drawdown.log.SecurityLog;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** Ends the sign-in of users with a second factor, whose password was right, by a code. */
@Component
public class CodeSignIn {

    private final Users users;
    private final SecondFactors secondFactors;
    private final SignInAttempts attempts;
    private final Clock clock;

    CodeSignIn(Users users, SecondFactors secondFactors, SignInAttempts attempts, Clock clock) {
        this.users = users;
        this.secondFactors = secondFactors;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Signs a user in. A wrong code counts as a failed sign-in.
     *
     * @param pending the sign-in that the code continues; null if there is none
     * @throws CredentialsExpiredException if the password must be entered again
     * @throws TooManySignInAttemptsException after too many wrong passwords and codes
     * @throws BadCredentialsException if the code is wrong or was used before
     */
    public Authentication authenticate(@Nullable PendingSignIn pending, String code, SignInDetails details) {
        if (pending == null || pending.hasExpired(clock.instant()) || !isUnchanged(pending)) {
            throw new CredentialsExpiredException("The password was entered too long ago");
        }
        var origin = new Origin(details.getRemoteAddress(), details.browser());
        try {
            attempts.recordAttempt(pending.username(), origin);
            if (!secondFactors.use(pending.username(), code)) {
                throw new BadCredentialsException("The code is wrong or was used before");
            }
        } catch (AuthenticationException refused) {
            SecurityLog.refused("sign-in-refused")
                    .with("reason", refused instanceof TooManySignInAttemptsException ? "waits" : "wrong-code")
                    .with("user", pending.username())
                    .with("address", origin.address())
                    .write();
            throw refused;
        }
        attempts.recordSuccess(pending.username(), origin);
        users.recordSignIn(pending.username());
        var user = users.loadUserByUsername(pending.username());
        var authenticated = UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities());
        authenticated.setDetails(details);
        authenticated.eraseCredentials();
        return authenticated;
    }

    private boolean isUnchanged(PendingSignIn pending) {
        return users.exists(pending.username())
                && users.loadUserByUsername(pending.username()).sessionStamp().equals(pending.stamp());
    }
}
