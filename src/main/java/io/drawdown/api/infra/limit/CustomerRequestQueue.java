package io.drawdown.api.infra.limit;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.limit.BoundedLanes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Processes the requests of each customer key in turn, so that a key with endless requests leaves processors to
 * others. While more requests of the key wait, each is followed by a pause as long as its processing, at most 1 s,
 * and at least 100 ms after a refusal. CSV exports and webhook tests have queues of their own, because their duration
 * depends on the other side.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1)
public class CustomerRequestQueue extends OncePerRequestFilter {

    private static final int PROCESSORS_FOR_A_KEY = 4;
    private static final int MAX_UNDER_WAY = 200;
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final Duration MIN_REFUSAL = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(1);
    private static final int FIRST_REFUSAL = 400;

    private final BoundedLanes keys;

    @Autowired
    CustomerRequestQueue() {
        this(Math.ceilDiv(Runtime.getRuntime().availableProcessors(), PROCESSORS_FOR_A_KEY), MAX_UNDER_WAY, MAX_WAIT);
    }

    /**
     * Creates a queue.
     *
     * @param maxConcurrent how many requests of a key are processed at once
     * @param maxUnderWay how many requests of a key may be processed or waiting; more are refused
     * @param maxWait how long a request waits before it is refused
     */
    CustomerRequestQueue(int maxConcurrent, int maxUnderWay, Duration maxWait) {
        keys = new BoundedLanes(
                maxConcurrent,
                maxUnderWay,
                maxWait,
                () -> busyProblem(maxUnderWay + " requests with this key are under way already"),
                () -> busyProblem("The request has waited for other requests with this key for too long"));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !(principal() instanceof Caller caller
                && caller.kind() == Caller.Kind.KEY
                && caller.role() == Role.CUSTOMER);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var place = keys.enter(((Caller) Objects.requireNonNull(principal())).keyId() + queueSuffix(request))) {
            var begun = System.nanoTime();
            try {
                chain.doFilter(request, response);
            } finally {
                if (place.isAwaited()) {
                    pause(Duration.ofNanos(System.nanoTime() - begun), response.getStatus());
                }
            }
        }
    }

    private static void pause(Duration taken, int status) {
        var pause = taken.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : taken;
        if (status >= FIRST_REFUSAL && pause.compareTo(MIN_REFUSAL) < 0) {
            pause = MIN_REFUSAL;
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable Object principal() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? "" : authentication.getPrincipal();
    }

    private static String queueSuffix(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains("csv")) {
            return " export";
        }
        return request.getRequestURI().endsWith(LimitedPaths.WEBHOOK_TEST) ? " webhook test" : "";
    }

    private static ProblemException busyProblem(String why) {
        return new ProblemException(
                ProblemType.UNAVAILABLE, why + ". Nothing was done; send it again in some seconds, and fewer at once.");
    }
}
