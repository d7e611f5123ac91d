package io.drawdown.api.infra.problem;

import io.drawdown.base.Problem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.limit.TooManyRequestsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** Answers failures under /api/ as application/problem+json (RFC 9457), also if no controller was found. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class ProblemWriter implements HandlerExceptionResolver {

    /** The default seconds after which to send the request again, by status. */
    private static final Map<Integer, String> DEFAULT_RETRY_AFTER = Map.of(
            ProblemType.TOO_MANY_REQUESTS.status(), "60",
            ProblemType.UNAVAILABLE.status(), "5");

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (!isApi(request) || response.isCommitted()) {
            return null;
        }
        response.reset();
        if (exception instanceof ErrorResponse refused) {
            refused.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        setRetryAfter(response, exception);
        write(response, ProblemMapper.toProblem(exception));
        return new ModelAndView();
    }

    /** Answers a refusal outside of controllers, and discards what was written before. */
    public void refuse(HttpServletResponse response, ProblemException refused) {
        response.reset();
        setRetryAfter(response, refused);
        write(response, Problem.of(refused));
    }

    private static void setRetryAfter(HttpServletResponse response, Throwable failure) {
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(TooManyRequestsException.class::isInstance)
                .map(TooManyRequestsException.class::cast)
                .findFirst()
                .ifPresent(refused ->
                        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(refused.retryAfterSeconds())));
    }

    public void write(HttpServletResponse response, Problem problem) {
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == ProblemType.REQUEST_TIMEOUT.status()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        var wait = DEFAULT_RETRY_AFTER.get(problem.status());
        if (wait != null && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, wait);
        }
        try {
            response.getOutputStream().write(json.writeValueAsBytes(problem));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    public static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    }
}
