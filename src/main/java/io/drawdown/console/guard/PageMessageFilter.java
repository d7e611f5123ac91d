package io.drawdown.console.guard;

import com.vaadin.flow.server.HandlerHelper.RequestType;
import com.vaadin.flow.shared.ApplicationConstants;
import io.drawdown.account.SignedIn;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.log.OneLine;
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
 * Looks at what pages send before Vaadin does, and after the sender's limit is known. Messages come by requests of their own, never by the connection that news is
 * pushed through, so that there is one way in.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 3)
class PageMessageFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(PageMessageFilter.class);
    private static final int LONGEST_LINE = 300;
    private static final List<String> KEPT_OF_A_NEW_PAGE = List.of("location", "query");

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
                chain.doFilter(new Read(request, checked(request)), response);
                return;
            }
            if (RequestType.PUSH.getIdentifier().equals(type) && hasBody(request)) {
                throw new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "Nothing is sent by this connection.");
            }
            if (RequestType.INIT.getIdentifier().equals(type)) {
                boundNewPage(request);
            }
        } catch (ProblemException refused) {
            LOG.warn(
                    "{}",
                    OneLine.of(
                            "A message of a page was refused, from " + request.getRemoteAddr() + ": "
                                    + refused.detail(),
                            LONGEST_LINE));
            throw refused;
        }
        chain.doFilter(request, response);
    }

    // A page that is left ends its connection by a request without one.
    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static String checked(HttpServletRequest request) throws IOException {
        try (var reader = request.getReader()) {
            var message = reader.readAllAsString();
            return PageMessage.check(message, sender());
        }
    }

    private static void boundNewPage(HttpServletRequest request) {
        for (var name : KEPT_OF_A_NEW_PAGE) {
            var value = request.getParameter(name);
            if (value != null && value.length() > PageMessage.LONGEST_NAVIGATION) {
                throw new ProblemException(ProblemType.CONTENT_TOO_LARGE, "The address of the page is too long.");
            }
        }
    }

    private static @Nullable SignedIn sender() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn person ? person : null;
    }

    /** A request whose body has been read. */
    private static final class Read extends HttpServletRequestWrapper {

        private final BufferedReader message;

        Read(HttpServletRequest request, String message) {
            super(request);
            this.message = new BufferedReader(new StringReader(message));
        }

        @Override
        public BufferedReader getReader() {
            return message;
        }
    }
}
