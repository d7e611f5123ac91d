package io.drawdown.console.signin;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Lets people into the console by its sign-in page, and everybody to what it is drawn with. */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

    @Bean
    SecurityFilterChain consoleSecurityFilterChain(
            HttpSecurity http,
            SessionRules rules,
            OpenSessions sessions,
            OidcProviders providers,
            VaadinDefaultRequestCache wanted) {
        wanted.setDelegateRequestCache(new WantedPage());
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
                // After Vaadin's configuration, which says where the form is.
                .formLogin(form -> form.failureHandler(ConsoleSecurity::refuse))
                .sessionManagement(management -> management.addSessionAuthenticationStrategy(rules))
                .addFilterBefore(new OwnPagesOnly(), SecurityContextHolderFilter.class)
                .addFilterAfter(new SessionFilter(rules), SecurityContextHolderFilter.class)
                .build();
    }

    // Spring Security's own handler would keep what was typed in the session.
    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        response.sendRedirect(request.getContextPath() + "/" + SignInFailure.address(exception));
    }
}
