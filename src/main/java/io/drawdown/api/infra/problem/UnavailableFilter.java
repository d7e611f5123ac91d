package io.drawdown.api.infra.problem;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.database.OutageClassifier;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers temporary failures outside of controllers. With 503: requests that need the database during an outage, for
 * example to look up a key or a session. With 503 or 429: requests that filters refuse because of load. Programs get
 * a problem, and people a page that reloads itself. An open page of the console repeats its requests itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
public class UnavailableFilter extends OncePerRequestFilter {

    private static final Set<ProblemType> PASSES = EnumSet.of(ProblemType.UNAVAILABLE, ProblemType.TOO_MANY_REQUESTS);
    private static final int SECONDS = 5;

    /** The header that makes the browser reload the page. */
    private static final String REFRESH = "Refresh";

    private final ProblemWriter problems;

    public UnavailableFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failed) {
            var problem = OutageClassifier.toProblem(failed).or(() -> refusal(failed));
            if (problem.isEmpty() || response.isCommitted()) {
                throw failed;
            }
            writeUnavailable(request, response, problem.get());
        }
    }

    private static Optional<ProblemException> refusal(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(ProblemException.class::isInstance)
                .map(ProblemException.class::cast)
                .filter(refused -> PASSES.contains(refused.type()))
                .findFirst();
    }

    private void writeUnavailable(HttpServletRequest request, HttpServletResponse response, ProblemException problem)
            throws IOException {
        if (!isPageRequest(request)) {
            problems.refuse(response, problem);
            return;
        }
        response.reset();
        response.setStatus(problem.type().status());
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(SECONDS));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setHeader(REFRESH, Integer.toString(SECONDS));
        response.getOutputStream()
                .write(PlainPage.html(
                                problem.type().title(),
                                problem.detail(),
                                "This page loads again by itself in some seconds.")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether a browser opens a page or submits a form, rather than a program or an open page of the console sending
     * a request.
     */
    private static boolean isPageRequest(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return !ProblemWriter.isApi(request)
                && (request.getQueryString() == null
                        || !request.getQueryString().startsWith("v-r="))
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }
}
