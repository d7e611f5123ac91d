package io.drawdown.api.infra.security;

import io.drawdown.account.ApiKeys;
import io.drawdown.api.infra.problem.ProblemWriter;
import io.drawdown.base.Problem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Authenticates programs by their API keys. Services decide what they may do (R23). */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    private final ProblemWriter problems;

    ApiSecurity(ProblemWriter problems) {
        this.problems = problems;
    }

    /**
     * Configures which addresses need a key. Health, metrics of the process, problems, documentation and the links of
     * e-mails are public. A browser session whose cookie is sent along stays unchanged, for example while its user
     * reads the documentation.
     */
    @Bean
    @Order(1)
    SecurityFilterChain apiSecurityFilterChain(HttpSecurity http, KeyAdmission keyAdmission) {
        return http.securityMatcher(
                        "/api/**",
                        "/actuator/**",
                        "/problems/**",
                        "/confirm/**",
                        "/v3/api-docs/**",
                        "/swagger-ui.html",
                        "/swagger-ui/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/actuator/health/**",
                                "/actuator/prometheus",
                                "/problems/**",
                                "/confirm/**",
                                "/v3/api-docs/**",
                                "/swagger-ui.html",
                                "/swagger-ui/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new BearerKeyFilter(keyAdmission, problems), AnonymousAuthenticationFilter.class)
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(this::rejectUnauthenticated)
                        .accessDeniedHandler(this::rejectForbidden))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        .sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::none))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Limits the rate of keys if limits are set. Each server counts separately. */
    @Bean
    KeyAdmission admission(ApiKeys keys, RateLimitProperties limits, Clock clock) {
        return limits.isLimited()
                ? new RateLimits(
                        keys::authenticate,
                        Objects.requireNonNull(limits.requestsPerMinute()),
                        Objects.requireNonNull(limits.burst()),
                        Objects.requireNonNull(limits.unauthenticatedPerMinute()),
                        clock)
                : (key, address) -> Optional.ofNullable(key).flatMap(keys::authenticate);
    }

    /** Answers malformed addresses, for example with encoded slashes, with a problem. */
    @Bean
    RequestRejectedHandler malformedAddressHandler() {
        var elsewhere = new HttpStatusRequestRejectedHandler();
        return (request, response, rejected) -> {
            if (ProblemWriter.isApi(request)) {
                writeProblem(
                        response,
                        ProblemType.MALFORMED_REQUEST,
                        "The address contains characters that aren't allowed in one.");
            } else {
                elsewhere.handle(request, response, rejected);
            }
        };
    }

    private void rejectUnauthenticated(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        var sent = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                sent ? "Bearer realm=\"drawdown\", error=\"invalid_token\"" : "Bearer realm=\"drawdown\"");
        writeProblem(
                response,
                ProblemType.UNAUTHENTICATED,
                sent
                        ? "The header 'Authorization' carries no API key that is known here. It must be 'Bearer' and the key."
                        : "The request carries no API key. Send the header 'Authorization: Bearer <key>'.");
    }

    private void rejectForbidden(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception) {
        writeProblem(response, ProblemType.FORBIDDEN, "This is not served to anybody.");
    }

    private void writeProblem(HttpServletResponse response, ProblemType type, String detail) {
        problems.write(response, Problem.of(new ProblemException(type, detail)));
    }
}
