package io.drawdown.api.infra.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Logs one warning if requests come through a proxy whose forwarding headers are ignored. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class ForwardedAddressWarning extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardedAddressWarning.class);

    private final AtomicBoolean isSaid;

    ForwardedAddressWarning(@Value("${server.forward-headers-strategy:none}") String strategy) {
        isSaid = new AtomicBoolean(!strategy.equalsIgnoreCase("none"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader("X-Forwarded-For") != null && isSaid.compareAndSet(false, true)) {
            LOG.warn(
                    "Requests come with X-Forwarded-For, which is not believed: all people seem to come from the proxy's address and share "
                            + "what an address is limited to. Set SERVER_FORWARD_HEADERS_STRATEGY=native, if nobody gets past the proxy.");
        }
        chain.doFilter(request, response);
    }
}
