package io.drawdown.console.signin.session;

import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import io.drawdown.account.LocalUser;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** The session that the present request belongs to. */
public final class CurrentSession {

    private CurrentSession() {}

    /** Goes on as the person as they are from now on, under an id that nobody has seen before. */
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
