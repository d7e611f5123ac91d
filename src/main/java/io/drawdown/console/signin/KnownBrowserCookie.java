package io.drawdown.console.signin;

import io.drawdown.account.KnownBrowsers;
import io.drawdown.account.LocalUser;
import io.drawdown.account.SignInDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.stereotype.Component;

/** Gives a browser in which a user has signed in the cookie by which it is known afterwards. */
@Component
class KnownBrowserCookie implements SessionAuthenticationStrategy {

    private final KnownBrowsers browsers;

    KnownBrowserCookie(KnownBrowsers browsers) {
        this.browsers = browsers;
    }

    @Override
    public void onAuthentication(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        if (authentication.getPrincipal() instanceof LocalUser user) {
            var token = browsers.remember(SignInDetails.browserOf(request), user.getUsername());
            var cookie = ResponseCookie.from(SignInDetails.BROWSER_COOKIE, token)
                    .path(request.getContextPath() + "/")
                    .maxAge(KnownBrowsers.KNOWN_FOR)
                    .httpOnly(true)
                    .secure(request.isSecure())
                    .sameSite("Strict")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }
}
