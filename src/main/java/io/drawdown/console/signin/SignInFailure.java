package io.drawdown.console.signin;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.DemoPasswordRefusedException;
import io.drawdown.account.TooManySignInAttemptsException;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.console.signin.password.WaitText;
import io.drawdown.console.signin.session.SignInAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;

/**
 * The reason why a sign-in failed, as a parameter of the sign-in page's address. The address holds nothing that was
 * typed, and the server stores nothing.
 */
enum SignInFailure {
    WRONG("No user has this name and password. Check both and try again."),
    TOO_OFTEN("Too many failed sign-ins with this name or from your network. Try again in %s."),
    WRONG_CODE("This code isn’t right, or was used before. Enter the one that the app shows now."),
    CODE_TOO_LATE("The code came too late. Enter your name and password again."),
    BUSY("Too many people are signing in at once. Try again in a minute."),
    KNOWN_PASSWORD("This is the demo’s public password, so it isn’t accepted here. Ask an admin for a new one.");

    private static final String FAILURE = "error";
    private static final String UNTIL = "until";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final String words;

    SignInFailure(String words) {
        this.words = words;
    }

    /** Returns the address to which a failed sign-in is redirected. */
    static String address(AuthenticationException exception) {
        var address = SignInAddress.PATH + "?" + FAILURE;
        return switch (exception) {
            case TooManySignInAttemptsException tooMany ->
                address + "=" + TOO_OFTEN.slug() + "&" + UNTIL + "=" + tooMany.retryAt();
            case InternalAuthenticationServiceException busy -> address + "=" + BUSY.slug();
            case DemoPasswordRefusedException known -> address + "=" + KNOWN_PASSWORD.slug();
            default -> address;
        };
    }

    /** Returns the address to which a sign-in is redirected whose code was refused. */
    static String codeAddress(AuthenticationException exception) {
        if (endsPending(exception)) {
            return SignInAddress.PATH + "?" + FAILURE + "=" + CODE_TOO_LATE.slug();
        }
        var address = CodeView.PATH + "?" + FAILURE + "=";
        return switch (exception) {
            case TooManySignInAttemptsException tooMany ->
                address + TOO_OFTEN.slug() + "&" + UNTIL + "=" + tooMany.retryAt();
            default -> address + WRONG_CODE.slug();
        };
    }

    /** Returns whether the password must be entered again. */
    static boolean endsPending(AuthenticationException exception) {
        return exception instanceof CredentialsExpiredException;
    }

    /**
     * Returns the message for an address; null if it names no failure. After the waiting time has passed, the message
     * is that for a wrong password.
     */
    static @Nullable String message(QueryParameters address, Clock clock) {
        if (!address.getParameters().containsKey(FAILURE)) {
            return null;
        }
        var failure = AddressParameters.choice(address, FAILURE, values());
        if (failure != TOO_OFTEN) {
            return (failure == null ? WRONG : failure).words;
        }
        var until = parseUntil(address, clock);
        return until == null ? WRONG.words : TOO_OFTEN.words.formatted(WaitText.describe(clock, until));
    }

    private static @Nullable Instant parseUntil(QueryParameters address, Clock clock) {
        try {
            var until = Instant.parse(String.valueOf(AddressParameters.text(address, UNTIL)));
            var longest = clock.instant().plus(LONGEST_WAIT);
            return !clock.instant().isBefore(until) ? null : until.isBefore(longest) ? until : longest;
        } catch (DateTimeParseException madeUp) {
            return null;
        }
    }

    private String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
