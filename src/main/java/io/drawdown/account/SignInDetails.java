package io.drawdown.account;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** The origin of a sign-in: the address, and the token by which the browser is known. */
public final class SignInDetails extends WebAuthenticationDetails {

    /** The name of the cookie with the browser's token. */
    public static final String BROWSER_COOKIE = "drawdown-browser";

    private static final int TOKEN_LENGTH = 43;

    // Not kept with the session.
    private final transient @Nullable String browser;

    public SignInDetails(HttpServletRequest request) {
        super(request);
        browser = browserOf(request);
    }

    /** Returns the token of a request's browser; null if it sends none. */
    public static @Nullable String browserOf(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(BROWSER_COOKIE))
                .map(Cookie::getValue)
                .filter(token -> token.length() == TOKEN_LENGTH)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    String browser() {
        return browser;
    }
}
