package io.drawdown.api;

import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves the requests with one customer's key in turn, so that a key whose requests never end leaves the processors to others. While
 * more of its requests wait, a turn lasts twice as long as its work takes, and a refusal at least 100 ms. Exports as CSV and tests of
 * webhooks, which last as long as the machine at the other end likes, have a queue each.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1)
class CustomerQueue extends OncePerRequestFilter {

    private static final int PROCESSORS_FOR_A_KEY = 4;
    private static final int MOST_UNDER_WAY = 200;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_REFUSAL = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int FIRST_REFUSAL = 400;

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final int atOnce;
    private final int mostUnderWay;
    private final Duration longestWait;

    @Autowired
    CustomerQueue() {
        this(
                Math.ceilDiv(Runtime.getRuntime().availableProcessors(), PROCESSORS_FOR_A_KEY),
                MOST_UNDER_WAY,
                LONGEST_WAIT);
    }

    /** A queue that serves so many requests of a key at once, and refuses those beyond a number under way or after a wait. */
    CustomerQueue(int atOnce, int mostUnderWay, Duration longestWait) {
        this.atOnce = atOnce;
        this.mostUnderWay = mostUnderWay;
        this.longestWait = longestWait;
    }

    /** The requests of a key that are under way: those that are served, and those that wait. */
    private static final class Lane {

        private final Semaphore free;
        private volatile int requests;

        private Lane(int atOnce) {
            free = new Semaphore(atOnce, true);
        }
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
        var key = ((Caller) principal()).keyId() + kind(request);
        var lane = join(key);
        try {
            await(lane);
            var begun = System.nanoTime();
            try {
                chain.doFilter(request, response);
            } finally {
                pause(lane, Duration.ofNanos(System.nanoTime() - begun), response.getStatus());
                lane.free.release();
            }
        } finally {
            leave(key);
        }
    }

    private Lane join(String key) {
        return lanes.compute(key, (same, found) -> {
            var lane = found == null ? new Lane(atOnce) : found;
            if (lane.requests >= mostUnderWay) {
                throw busy(mostUnderWay + " requests with this key are under way already");
            }
            lane.requests++;
            return lane;
        });
    }

    private void leave(String key) {
        lanes.computeIfPresent(key, (same, lane) -> --lane.requests == 0 ? null : lane);
    }

    private void await(Lane lane) {
        try {
            if (lane.free.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw busy("The request has waited for other requests with this key for too long");
    }

    private void pause(Lane lane, Duration taken, int status) {
        if (lane.requests <= atOnce) {
            return;
        }
        var pause = taken.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : taken;
        if (status >= FIRST_REFUSAL && pause.compareTo(SHORTEST_REFUSAL) < 0) {
            pause = SHORTEST_REFUSAL;
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Object principal() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? "" : authentication.getPrincipal();
    }

    private static String kind(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains("csv")) {
            return " export";
        }
        return request.getRequestURI().endsWith(WebhookController.TEST) ? " webhook test" : "";
    }

    private static ProblemException busy(String why) {
        return new ProblemException(
                ProblemType.UNAVAILABLE, why + ". Nothing was done; send it again in some seconds, and fewer at once.");
    }
}
