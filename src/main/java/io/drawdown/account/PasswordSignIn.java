package io.drawdown.account;

import io.drawdown.account.SignInAttempts.Origin;
import io.drawdown.account.password.DemoPassword;
import io.drawdown.account.password.PasswordRules;
import io.drawdown.account.secondfactor.PendingSignIn;
import io.drawdown.account.secondfactor.SecondFactorRequiredException;
import io.drawdown.base.Validation;
import io.drawdown.log.SecurityLog;
import java.time.Clock;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Signs users in by name and password and limits their attempts. Takes as long for unknown names as for known ones.
 * Users with a second factor aren't signed in yet: {@link CodeSignIn} continues.
 */
@Component
class PasswordSignIn implements AuthenticationProvider {

    private static final String BUSY = "busy";

    private final Users users;
    private final PasswordEncoder encoder;
    private final DaoAuthenticationProvider provider;
    private final SignInAttempts attempts;
    private final DemoPassword demoPassword;
    private final SecondFactors secondFactors;
    private final Clock clock;

    PasswordSignIn(
            Users users,
            PasswordEncoder encoder,
            SignInAttempts attempts,
            DemoPassword demoPassword,
            SecondFactors secondFactors,
            Clock clock) {
        provider = new DaoAuthenticationProvider(users);
        provider.setPasswordEncoder(encoder);
        provider.setUserDetailsPasswordService(users);
        this.users = users;
        this.encoder = encoder;
        this.attempts = attempts;
        this.demoPassword = demoPassword;
        this.secondFactors = secondFactors;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication given) {
        var origin = origin(given);
        try {
            return authenticate(given, origin);
        } catch (SecondFactorRequiredException incomplete) {
            throw incomplete;
        } catch (AuthenticationException refused) {
            logRefusal(given.getName(), origin, refused);
            throw refused;
        }
    }

    private Authentication authenticate(Authentication given, Origin origin) {
        refuseTooLong(given);
        attempts.recordAttempt(given.getName(), origin);
        var authenticated = provider.authenticate(given);
        if (DemoPassword.PASSWORD.contentEquals(password(given)) && !demoPassword.isAccepted()) {
            throw new DemoPasswordRefusedException();
        }
        if (secondFactors.isOn(authenticated.getName())) {
            // Its own wait would otherwise keep the code out.
            attempts.takeBack(given.getName(), origin);
            throw new SecondFactorRequiredException(new PendingSignIn(
                    authenticated.getName(),
                    users.loadUserByUsername(authenticated.getName()).sessionStamp(),
                    clock.instant()));
        }
        attempts.recordSuccess(given.getName(), origin);
        users.recordSignIn(authenticated.getName());
        return authenticated.getPrincipal() instanceof LocalUser user && encoder.upgradeEncoding(user.getPassword())
                ? withUpgradedHash(authenticated)
                : authenticated;
    }

    // Reloads the user: the provider stored an upgraded hash, but returned the user with the old one.
    private Authentication withUpgradedHash(Authentication authenticated) {
        var user = users.loadUserByUsername(authenticated.getName());
        var renewed = UsernamePasswordAuthenticationToken.authenticated(
                user, authenticated.getCredentials(), authenticated.getAuthorities());
        renewed.setDetails(authenticated.getDetails());
        return renewed;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    // Refuses names and passwords that are too long for any user before anything is stored or hashed.
    private static void refuseTooLong(Authentication given) {
        if (given.getName().length() > Validation.MAX_CODE_LENGTH
                || password(given).length() > PasswordRules.MAX_LENGTH) {
            throw new BadCredentialsException("The name or the password is longer than any");
        }
    }

    private static CharSequence password(Authentication given) {
        return given.getCredentials() instanceof CharSequence password ? password : "";
    }

    private static Origin origin(Authentication given) {
        return switch (given.getDetails()) {
            case SignInDetails details -> new Origin(details.getRemoteAddress(), details.browser());
            case WebAuthenticationDetails details -> new Origin(details.getRemoteAddress(), null);
            case null, default -> new Origin(null, null);
        };
    }

    // People type passwords into the wrong field, so only the names of users are written.
    private void logRefusal(String name, Origin origin, AuthenticationException refusal) {
        var reason = reason(refusal);
        var isUser = !reason.equals(BUSY) && name.length() <= Validation.MAX_CODE_LENGTH && users.exists(name);
        SecurityLog.refused("sign-in-refused")
                .with("reason", reason)
                .with("user", isUser ? name : null)
                .with("address", origin.address())
                .write();
    }

    private static String reason(AuthenticationException refusal) {
        return switch (refusal) {
            case TooManySignInAttemptsException tooMany -> "waits";
            case InternalAuthenticationServiceException busy -> BUSY;
            case DemoPasswordRefusedException known -> "demo-password";
            default -> "wrong-name-or-password";
        };
    }
}
