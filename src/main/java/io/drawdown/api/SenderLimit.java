package io.drawdown.api;

import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import io.drawdown.account.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Lets people and programs that are known send as much as they need: 32 MiB of events, 1 MiB of usage alert settings, 1 MiB as an
 * admin (8 of those settings), 512 KiB from a page of the console, and else no more than a stranger. Large bodies wait for each
 * other; those of events do so by themselves.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 2)
class SenderLimit extends OncePerRequestFilter {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long EVENT_BYTES = 32 * MIB;

    private final LargeBodies largeBodies;

    SenderLimit(LargeBodies largeBodies) {
        this.largeBodies = largeBodies;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = WebUtils.getNativeRequest(request, SentBody.class);
        if (body == null) {
            chain.doFilter(request, response);
            return;
        }
        var limit = limit(request);
        body.allow(limit);
        var bytes = mostBytes(request, limit);
        // Events wait for each other by themselves, in files.
        if (bytes <= SentBody.STRANGERS_BYTES || limit == EVENT_BYTES) {
            chain.doFilter(request, response);
            return;
        }
        try (var _ = largeBodies.await(bytes)) {
            chain.doFilter(request, response);
        }
    }

    private static long limit(HttpServletRequest request) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var principal = authentication == null ? null : authentication.getPrincipal();
        if (principal instanceof SignedIn) {
            return 512 * KIB;
        }
        return principal instanceof Caller caller
                ? limit(caller.role(), request.getRequestURI())
                : SentBody.STRANGERS_BYTES;
    }

    private static long limit(Role role, String address) {
        if (address.endsWith(EventController.PATH) && (role == Role.METERING || role == Role.ADMIN)) {
            return EVENT_BYTES;
        }
        if (address.endsWith(UsageAlertController.PATH)) {
            // Accounts of earlier versions may have more targets than a new one can.
            return role == Role.ADMIN ? 8 * MIB : MIB;
        }
        return role == Role.ADMIN ? MIB : SentBody.STRANGERS_BYTES;
    }

    // What doesn't say how large it is, or is packed, may be as large as is allowed; what has no body has none.
    private static long mostBytes(HttpServletRequest request, long limit) {
        var says = request.getContentLengthLong();
        if (says < 0) {
            return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : limit;
        }
        return says > 0 && isPacked(request.getHeader(HttpHeaders.CONTENT_ENCODING)) ? limit : says;
    }

    private static boolean isPacked(@Nullable String encoding) {
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }
}
