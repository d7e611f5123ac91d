package io.drawdown.api.infra.problem;

import io.drawdown.base.Problem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers errors of the servlet container with a problem, such as a body that is shorter than declared. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ContainerErrorFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;

    ContainerErrorFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getDispatcherType() != DispatcherType.ERROR
                || !(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri)
                || !uri.startsWith(request.getContextPath() + "/api/");
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        problems.write(response, problem(request));
    }

    private static Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception thrown) {
            return ProblemMapper.toProblem(
                    thrown instanceof ServletException wrapper && wrapper.getCause() instanceof Exception cause
                            ? cause
                            : thrown);
        }
        return Problem.of(
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status && status < 500
                        ? new ProblemException(
                                ProblemType.MALFORMED_REQUEST,
                                "The request can't be read: it is malformed, or was cut off on its way.")
                        : new ProblemException(ProblemType.INTERNAL_ERROR, ProblemType.INTERNAL_ERROR.explanation()));
    }
}
