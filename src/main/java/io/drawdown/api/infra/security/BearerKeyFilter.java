package io.drawdown.api.infra.security;

import io.drawdown.account.model.Caller;
import io.drawdown.api.infra.problem.ProblemWriter;
import io.drawdown.base.Problem;
import io.drawdown.base.limit.TooManyRequestsException;
import io.drawdown.log.SecurityLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates the owner of the key in the header `Authorization: Bearer <key>`, within the rate limit. Health
 * requests, and requests for documentation without a key, aren't counted.
 */
class BearerKeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";
    private static final String HEALTH = "/actuator/health";

    private final KeyAdmission keyAdmission;
    private final ProblemWriter problems;

    BearerKeyFilter(KeyAdmission keyAdmission, ProblemWriter problems) {
        this.keyAdmission = keyAdmission;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + HEALTH)
                || (key(request) == null && !ProblemWriter.isApi(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var key = key(request);
            keyAdmission
                    .admit(key, request.getRemoteAddr())
                    .ifPresentOrElse(BearerKeyFilter::signIn, () -> logUnknown(key, request));
        } catch (TooManyRequestsException refused) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(refused.retryAfterSeconds()));
            problems.write(response, Problem.of(refused));
            return;
        }
        chain.doFilter(request, response);
    }

    private static void logUnknown(@Nullable String key, HttpServletRequest request) {
        if (key != null) {
            SecurityLog.refused("key-refused")
                    .with("path", request.getRequestURI())
                    .with("address", request.getRemoteAddr())
                    .write();
        }
    }

    private static @Nullable String key(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    private static void signIn(Caller caller) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                caller, null, AuthorityUtils.createAuthorityList("ROLE_" + caller.role())));
        SecurityContextHolder.setContext(context);
    }
}
