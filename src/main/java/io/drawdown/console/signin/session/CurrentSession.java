package io.drawdown.console.signin.session;

import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import io.drawdown.account.LocalUser;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** The session of the current request. */
public final class CurrentSession {

    private CurrentSession() {}

    /** Continues the session with the updated user under a new session id. */
    public static void continueAs(LocalUser person) {
        var request = VaadinServletRequest.getCurrent().getHttpServletRequest();
        var context = SecurityContextHolder.createEmptyContext();
        person.eraseCredentials();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()));
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository()
                .saveContext(
                        context, request, VaadinServletResponse.getCurrent().getHttpServletResponse());
        request.changeSessionId();
    }
}
