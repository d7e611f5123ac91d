package io.drawdown;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;

/**
 * Configures the security headers of every response, in addition to Spring Security's defaults, such as HSTS on TLS. The console's
 * pages have a content security policy of their own.
 */
@Configuration(proxyBeanMethods = false)
class SecurityHeaders {

    private static final String CONTENT_POLICY_HEADER = "Content-Security-Policy";

    private static final String STRICT_CONTENT_POLICY =
            "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // What Swagger UI needs. It shows no data of any account.
    private static final String API_DOCUMENTATION_CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PERMISSIONS_POLICY =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    @Bean
    Customizer<HeadersConfigurer<HttpSecurity>> responseHeaders() {
        return headers -> headers.addHeaderWriter(SecurityHeaders::addContentPolicy)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(PERMISSIONS_POLICY));
    }

    /** What is refused before Spring Security looks at it, such as an odd address or too large a body, bears them as well. */
    @Bean
    FilterRegistrationBean<HeaderWriterFilter> refusalHeaders() {
        var filter = new FilterRegistrationBean<>(new HeaderWriterFilter(List.of(
                new XContentTypeOptionsHeaderWriter(),
                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
                new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN),
                new PermissionsPolicyHeaderWriter(PERMISSIONS_POLICY),
                SecurityHeaders::addContentPolicy)));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** Pages of the console are forwarded to Vaadin's servlet. Left to itself, Tomcat would send them off before they have these headers. */
    @Bean
    TomcatContextCustomizer forwardedResponseHeaders() {
        return context -> context.setSuspendWrappedResponseAfterForward(false);
    }

    private static void addContentPolicy(HttpServletRequest request, HttpServletResponse response) {
        if (!response.containsHeader(CONTENT_POLICY_HEADER)) {
            response.setHeader(
                    CONTENT_POLICY_HEADER,
                    request.getServletPath().startsWith("/swagger-ui/")
                            ? API_DOCUMENTATION_CONTENT_POLICY
                            : STRICT_CONTENT_POLICY);
        }
    }
}
