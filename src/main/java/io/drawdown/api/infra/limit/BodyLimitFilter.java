package io.drawdown.api.infra.limit;

import io.drawdown.api.infra.problem.ProblemWriter;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the size of a request before any other code reads it. The limit for anonymous senders applies until
 * {@link SenderLimitFilter} knows the sender. Accepts forms only for signing in and out, and files only for usage
 * imports.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimitFilter extends OncePerRequestFilter {

    private static final Set<ProblemType> LIMIT_PROBLEMS = EnumSet.of(
            ProblemType.MALFORMED_REQUEST,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.REQUEST_TIMEOUT,
            ProblemType.CONTENT_TOO_LARGE,
            ProblemType.UNSUPPORTED_MEDIA_TYPE);
    private static final Set<String> FORM_PATHS = Set.of("/sign-in", "/sign-in/code", "/logout");

    private final ProblemWriter problems;
    private final Clock clock;

    BodyLimitFilter(ProblemWriter problems, Clock clock) {
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(limitBody(request), response);
        } catch (ProblemException refused) {
            writeProblem(response, refused);
        } catch (InvalidParameterException undecodable) {
            writeProblem(
                    response,
                    new ProblemException(
                            ProblemType.MALFORMED_REQUEST,
                            "The parameters of the address can't be read. Write them in UTF-8, percent-encoded."));
        } catch (ServletException | IOException failed) {
            var refused = findRefusal(failed);
            if (refused == null || response.isCommitted()) {
                throw failed;
            }
            writeProblem(response, refused);
        }
    }

    private HttpServletRequest limitBody(HttpServletRequest request) {
        if (hasContentType(request, "multipart/")) {
            if (takesFiles(request)) {
                return request;
            }
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "No files are taken here.");
        }
        if (request.getContentLengthLong() > BoundedRequest.ANONYMOUS_MAX_BYTES && isWithoutCredentials(request)) {
            throw BoundedRequest.tooLargeProblem(BoundedRequest.ANONYMOUS_MAX_BYTES);
        }
        if (!hasContentType(request, MediaType.APPLICATION_FORM_URLENCODED_VALUE) || ProblemWriter.isApi(request)) {
            return new BoundedRequest(request, clock);
        }
        if (request.getMethod().equals("POST") && FORM_PATHS.contains(path(request))) {
            return new BoundedFormRequest(request, clock);
        }
        throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "No forms are taken here.");
    }

    private void writeProblem(HttpServletResponse response, ProblemException refused) {
        if (response.isCommitted() || !LIMIT_PROBLEMS.contains(refused.type())) {
            throw refused;
        }
        problems.refuse(response, refused);
    }

    private static @Nullable ProblemException findRefusal(Throwable failed) {
        for (var cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException refused && LIMIT_PROBLEMS.contains(refused.type())) {
                return refused;
            }
        }
        return null;
    }

    private static boolean isWithoutCredentials(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null && request.getRequestedSessionId() == null;
    }

    private static boolean hasContentType(HttpServletRequest request, String type) {
        var sent = request.getContentType();
        return sent != null && sent.strip().toLowerCase(Locale.ROOT).startsWith(type);
    }

    private static boolean takesFiles(HttpServletRequest request) {
        return request.getMethod().equals("POST") && path(request).equals(LimitedPaths.USAGE_IMPORTS);
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
