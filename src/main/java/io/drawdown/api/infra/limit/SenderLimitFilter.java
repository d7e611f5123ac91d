package io.drawdown.api.infra.limit;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.SignedInUser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Raises the body limit for known senders: 32 MiB for events, 1 MiB for usage alert settings (8 MiB for admins), 1
 * MiB for admins, and 512 KiB for pages of the console. What admins upload in the console is streamed, up to the
 * largest import. All other requests keep the anonymous limit. Large bodies are
 * buffered completely and wait for memory before they are processed, except events, which have a queue of their own.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 2)
class SenderLimitFilter extends OncePerRequestFilter {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long EVENT_BYTES = 32 * MIB;

    private final LargeBodyMemory largeBodyMemory;
    private final long uploadBytes;

    SenderLimitFilter(
            LargeBodyMemory largeBodyMemory, @Value("${drawdown.imports.max-bytes:20GB}") DataSize maxUploadSize) {
        this.largeBodyMemory = largeBodyMemory;
        this.uploadBytes = maxUploadSize.toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = WebUtils.getNativeRequest(request, BoundedRequest.class);
        if (body == null) {
            chain.doFilter(request, response);
            return;
        }
        var principal = principal();
        if (isUploadOfAdmin(request, principal)) {
            body.allow(uploadBytes);
            chain.doFilter(request, response);
            return;
        }
        var limit = maxBytes(principal, request.getRequestURI());
        body.allow(limit);
        // Events are buffered and wait in their own queue.
        if (limit == EVENT_BYTES || bytesToReserve(request, limit) <= BoundedRequest.ANONYMOUS_MAX_BYTES) {
            chain.doFilter(request, response);
            return;
        }
        try (var taken = largeBodyMemory.take(sender(principal), body.getInputStream())) {
            body.readFrom(taken.read());
            chain.doFilter(request, response);
        }
    }

    /** Returns whether an admin uploads a file in the console. It is streamed, as for imports by programs. */
    private static boolean isUploadOfAdmin(HttpServletRequest request, @Nullable Object principal) {
        return principal instanceof SignedInUser person
                && person.caller().role() == Role.ADMIN
                && request.getMethod().equals("POST")
                && request.getRequestURI().startsWith(request.getContextPath() + LimitedPaths.CONSOLE_UPLOADS);
    }

    private static @Nullable Object principal() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? null : authentication.getPrincipal();
    }

    private static String sender(@Nullable Object principal) {
        return switch (principal) {
            case SignedInUser person -> person.caller().group();
            case Caller caller -> caller.group();
            case null, default -> "strangers";
        };
    }

    private static long maxBytes(@Nullable Object principal, String address) {
        if (principal instanceof SignedInUser) {
            return 512 * KIB;
        }
        return principal instanceof Caller caller
                ? maxBytes(caller.role(), address)
                : BoundedRequest.ANONYMOUS_MAX_BYTES;
    }

    private static long maxBytes(Role role, String address) {
        if (address.endsWith(LimitedPaths.EVENTS) && (role == Role.METERING || role == Role.ADMIN)) {
            return EVENT_BYTES;
        }
        if (address.endsWith(LimitedPaths.USAGE_ALERT)) {
            // Accounts from earlier versions may have more targets than a new account can have.
            return role == Role.ADMIN ? 8 * MIB : MIB;
        }
        return role == Role.ADMIN ? MIB : BoundedRequest.ANONYMOUS_MAX_BYTES;
    }

    // A body of unknown length, or a compressed one, can be as large as the limit; a request without a body has none.
    private static long bytesToReserve(HttpServletRequest request, long limit) {
        var says = request.getContentLengthLong();
        if (says < 0) {
            return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : limit;
        }
        return says > 0 && isCompressed(request.getHeader(HttpHeaders.CONTENT_ENCODING)) ? limit : says;
    }

    private static boolean isCompressed(@Nullable String encoding) {
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }
}
