package io.drawdown.audit.internal;

import io.drawdown.audit.spi.CurrentPage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The origin of this thread's request, and its subject. */
@Component
class RequestOrigin {

    private final List<CurrentPage> currentPages;

    RequestOrigin(ObjectProvider<CurrentPage> sights) {
        this.currentPages = sights.orderedStream().toList();
    }

    /**
     * Returns the network address of the client. The address that proxies report is used if the server is configured
     * to trust them.
     */
    @Nullable
    String address() {
        return currentRequest().map(HttpServletRequest::getRemoteAddr).orElse(null);
    }

    /** Returns the page that is being shown, or else the method and path of the request. */
    String subject() {
        return currentPages.stream()
                .flatMap(currentPage -> currentPage.path().stream())
                .findFirst()
                .or(() -> currentRequest().map(request -> request.getMethod() + " " + request.getRequestURI()))
                .orElse("");
    }

    private static Optional<HttpServletRequest> currentRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }
}
