package io.drawdown.console.signin;

import com.vaadin.flow.spring.security.UidlRedirectStrategy;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import io.drawdown.console.signin.session.SignInAddress;
import io.drawdown.log.SecurityLog;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** The OpenID providers that Spring's properties configure; none by default. */
@Component
class OidcProviders {

    private final @Nullable ClientRegistrationRepository registrations;
    private final OidcUserLoader userLoader;

    OidcProviders(ObjectProvider<ClientRegistrationRepository> registrations, OidcUserLoader userLoader) {
        this.registrations = registrations.getIfAvailable();
        this.userLoader = userLoader;
    }

    /** A provider with its display name and the address at which sign-in starts. */
    record Provider(String name, String address) {}

    List<Provider> providers() {
        return registrations instanceof Iterable<?> all
                ? StreamSupport.stream(all.spliterator(), false)
                        .map(ClientRegistration.class::cast)
                        .map(one ->
                                new Provider(one.getClientName(), "oauth2/authorization/" + one.getRegistrationId()))
                        .toList()
                : List.of();
    }

    /** Configures sign-in at the providers. */
    void configure(HttpSecurity http) {
        if (registrations != null) {
            http.oauth2Login(login -> login.loginPage("/" + SignInAddress.PATH)
                    .failureHandler(failureHandler())
                    .userInfoEndpoint(
                            endpoint -> endpoint.oidcUserService(userLoader).userService(request -> withoutIdToken())));
        }
    }

    /** Configures sign-out, which also signs out at the provider if the provider supports it. */
    void configure(VaadinSecurityConfigurer console) {
        if (registrations != null) {
            var signOut = new OidcClientInitiatedLogoutSuccessHandler(registrations);
            signOut.setPostLogoutRedirectUri("{baseUrl}");
            signOut.setRedirectStrategy(new UidlRedirectStrategy());
            console.logoutSuccessHandler(signOut);
        }
    }

    private static AuthenticationFailureHandler failureHandler() {
        return (request, response, exception) -> {
            SecurityLog.refused("sign-in-refused")
                    .with("by", "openid-provider")
                    .with("reason", reasonText(exception))
                    .with("address", request.getRemoteAddr())
                    .write();
            SignInRefusedView.keepReason(request, exception);
            response.sendRedirect(request.getContextPath() + "/" + SignInRefusedView.PATH);
        };
    }

    private static String reasonText(AuthenticationException exception) {
        return exception instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : exception.toString();
    }

    private static OAuth2User withoutIdToken() {
        throw new OAuth2AuthenticationException(new OAuth2Error(
                "not_openid",
                "The provider's registration lacks the scope 'openid', so that it doesn't tell who signed in",
                null));
    }
}
