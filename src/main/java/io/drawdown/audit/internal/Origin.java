package io.drawdown.audit.internal;

import io.drawdown.audit.Sight;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Where this thread's request comes from, and what it is for. */
@Component
class Origin {

    private final List<Sight> sights;

    Origin(ObjectProvider<Sight> sights) {
        this.sights = sights.orderedStream().toList();
    }

    /** The network address of whoever asks, by what proxies say of it if the server is told to believe them. */
    @Nullable
    String address() {
        return request().map(HttpServletRequest::getRemoteAddr).orElse(null);
    }

    /** The page that is being shown, or else the method and path of the request. */
    String subject() {
        return sights.stream()
                .flatMap(sight -> sight.now().stream())
                .findFirst()
                .or(() -> request().map(request -> request.getMethod() + " " + request.getRequestURI()))
                .orElse("");
    }

    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }
}
