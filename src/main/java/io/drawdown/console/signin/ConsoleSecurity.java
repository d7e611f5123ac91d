package io.drawdown.console.signin;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import io.drawdown.account.CodeSignIn;
import io.drawdown.account.SignInDetails;
import io.drawdown.account.secondfactor.SecondFactorRequiredException;
import io.drawdown.console.signin.session.EndedSessions;
import io.drawdown.console.signin.session.SessionEndFilter;
import io.drawdown.console.signin.session.SessionExpiry;
import io.drawdown.console.signin.session.SessionExpiryFilter;
import io.drawdown.console.signin.session.SessionRules;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** The security configuration of the console: its pages require sign-in, its styles and charts are public. */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

    @Bean
    SecurityFilterChain consoleSecurityFilterChain(
            HttpSecurity http,
            SessionRules rules,
            SessionExpiry sessions,
            EndedSessions ended,
            OidcProviders providers,
            KnownBrowserCookie knownBrowser,
            VaadinDefaultRequestCache wanted,
            CodeSignIn codeSignIn,
            @Value("${drawdown.url}") String url) {
        wanted.setDelegateRequestCache(new RequestedPageCache());
        providers.configure(http);
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/styles/**", "/charts/**", "/_static/echarts/**")
                        .permitAll())
                .with(VaadinSecurityConfigurer.vaadin(), console -> {
                    console.loginView(SignInView.class)
                            .addLogoutHandler(sessions)
                            .anyRequest(AuthorizedUrl::authenticated);
                    providers.configure(console);
                })
                // This must follow Vaadin's configuration, which sets the address of the form.
                .formLogin(form -> form.authenticationDetailsSource(SignInDetails::new)
                        .failureHandler(ConsoleSecurity::rejectUnauthenticated))
                .sessionManagement(management -> management
                        .addSessionAuthenticationStrategy(rules)
                        .addSessionAuthenticationStrategy(knownBrowser))
                .addFilterAfter(
                        codeSignInFilter(codeSignIn, rules, knownBrowser, wanted),
                        UsernamePasswordAuthenticationFilter.class)
                .addFilterBefore(new CrossSiteRequestFilter(url), SecurityContextHolderFilter.class)
                .addFilterBefore(new SessionEndFilter(ended), SecurityContextHolderFilter.class)
                .addFilterAfter(new SessionExpiryFilter(rules, ended), SecurityContextHolderFilter.class)
                .build();
    }

    /** Does what the filter of the password does: a new session id, the rules of sessions, back to the wanted page. */
    private static CodeSignInFilter codeSignInFilter(
            CodeSignIn codeSignIn,
            SessionRules rules,
            KnownBrowserCookie knownBrowser,
            VaadinDefaultRequestCache wanted) {
        var filter = new CodeSignInFilter(codeSignIn);
        filter.setSessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), rules, knownBrowser)));
        filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        var success = new SavedRequestAwareAuthenticationSuccessHandler();
        success.setRequestCache(wanted);
        filter.setAuthenticationSuccessHandler(success);
        return filter;
    }

    // Spring Security's own handler would keep the entered name in the session.
    private static void rejectUnauthenticated(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof SecondFactorRequiredException incomplete) {
            CodeSignInFilter.keep(request, incomplete.pending());
            response.sendRedirect(request.getContextPath() + "/" + CodeView.PATH);
            return;
        }
        response.sendRedirect(request.getContextPath() + "/" + SignInFailure.address(exception));
    }
}
