package io.drawdown.console.signin;

import io.drawdown.account.CodeSignIn;
import io.drawdown.account.SignInDetails;
import io.drawdown.account.secondfactor.PendingSignIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Takes the form with the code of a user's second factor, and signs the user in. */
class CodeSignInFilter extends AbstractAuthenticationProcessingFilter {

    private static final String PENDING = CodeSignInFilter.class.getName() + ".pending";
    private static final String CODE = "code";

    private final CodeSignIn codeSignIn;

    CodeSignInFilter(CodeSignIn codeSignIn) {
        super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/" + CodeView.PATH));
        this.codeSignIn = codeSignIn;
        setAuthenticationFailureHandler((request, response, refused) ->
                response.sendRedirect(request.getContextPath() + "/" + SignInFailure.codeAddress(refused)));
    }

    /** Keeps a sign-in whose code is missing in the session, under a new session id. */
    static void keep(HttpServletRequest request, PendingSignIn pending) {
        request.getSession().setAttribute(PENDING, pending);
        request.changeSessionId();
    }

    /** Returns the sign-in that a session's code is missing for; null if there is none. */
    static @Nullable PendingSignIn pendingOf(@Nullable Object attribute) {
        return attribute instanceof PendingSignIn pending ? pending : null;
    }

    /** The session attribute that holds the sign-in whose code is missing. */
    static String attribute() {
        return PENDING;
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        return codeSignIn.authenticate(
                session == null ? null : pendingOf(session.getAttribute(PENDING)),
                Objects.requireNonNullElse(request.getParameter(CODE), ""),
                new SignInDetails(request));
    }

    @Override
    protected void successfulAuthentication(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Authentication authenticated)
            throws IOException, ServletException {
        request.getSession().removeAttribute(PENDING);
        super.successfulAuthentication(request, response, chain, authenticated);
    }

    @Override
    protected void unsuccessfulAuthentication(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException, ServletException {
        if (SignInFailure.endsPending(refused)) {
            request.getSession().removeAttribute(PENDING);
        }
        super.unsuccessfulAuthentication(request, response, refused);
    }
}
