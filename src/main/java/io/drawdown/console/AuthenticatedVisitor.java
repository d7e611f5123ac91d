package io.drawdown.console;

import com.vaadin.flow.spring.security.AuthenticationContext;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** The visitor as far as Spring Security knows them; gives way to the account module's users. */
@Component
class AuthenticatedVisitor implements Visitor.Source {

    private final AuthenticationContext authentication;

    AuthenticatedVisitor(AuthenticationContext authentication) {
        this.authentication = authentication;
    }

    @Override
    public Visitor current() {
        String role = authentication.getGrantedRoles().stream().sorted().findFirst().orElse("user");
        return new Visitor(
                authentication.getPrincipalName().orElseThrow(), role.toLowerCase(), null, ZoneId.of("UTC"));
    }
}
