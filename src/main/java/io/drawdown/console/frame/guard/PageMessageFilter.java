package io.drawdown.console.frame.guard;

import com.vaadin.flow.server.HandlerHelper.RequestType;
import com.vaadin.flow.shared.ApplicationConstants;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.log.LogLine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Checks the messages of pages before Vaadin reads them. It runs after Spring Security, because the limits depend on
 * the sender. Messages are accepted only as requests, not through the push connection, so there is only one path.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 3)
class PageMessageFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(PageMessageFilter.class);
    private static final int MAX_LOG_LENGTH = 300;
    private static final List<String> NEW_PAGE_PARAMETERS = List.of("location", "query");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var type = request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER);
        try {
            if (RequestType.UIDL.getIdentifier().equals(type)) {
                chain.doFilter(new ReadRequest(request, readAndCheck(request)), response);
                return;
            }
            if (RequestType.PUSH.getIdentifier().equals(type) && hasBody(request)) {
                throw new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "Nothing is sent by this connection.");
            }
            if (RequestType.INIT.getIdentifier().equals(type)) {
                limitNewPage(request);
            }
        } catch (ProblemException refused) {
            LOG.warn(
                    "{}",
                    LogLine.sanitize(
                            "A message of a page was refused, from " + request.getRemoteAddr() + ": "
                                    + refused.detail(),
                            MAX_LOG_LENGTH));
            throw refused;
        }
        chain.doFilter(request, response);
    }

    // A closed page ends its push connection by a request without a body.
    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static String readAndCheck(HttpServletRequest request) throws IOException {
        try (var reader = request.getReader()) {
            var message = reader.readAllAsString();
            return PageMessageCheck.check(message, sender());
        }
    }

    private static void limitNewPage(HttpServletRequest request) {
        for (var name : NEW_PAGE_PARAMETERS) {
            var value = request.getParameter(name);
            if (value != null && value.length() > PageMessageCheck.MAX_NAVIGATION_LENGTH) {
                throw new ProblemException(ProblemType.CONTENT_TOO_LARGE, "The address of the page is too long.");
            }
        }
    }

    private static @Nullable SignedInUser sender() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser person ? person : null;
    }

    /** A request whose body has already been read. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final BufferedReader message;

        ReadRequest(HttpServletRequest request, String message) {
            super(request);
            this.message = new BufferedReader(new StringReader(message));
        }

        @Override
        public BufferedReader getReader() {
            return message;
        }
    }
}
