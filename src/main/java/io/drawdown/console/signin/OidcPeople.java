package io.drawdown.console.signin;

import io.drawdown.account.Accounts;
import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Makes of what an OpenID provider says somebody of this program, or refuses. There is no row for them: the provider knows them. */
@Component
class OidcPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

    static final String NO_ROLE = "no_role_here";
    static final String UNKNOWN_ACCOUNT = "unknown_account_here";

    private final OidcProperties properties;
    private final Accounts accounts;
    private final OidcUserService provider = new OidcUserService();

    OidcPeople(OidcProperties properties, Accounts accounts) {
        this.properties = properties;
        this.accounts = accounts;
    }

    @Override
    public OidcPerson loadUser(OidcUserRequest request) {
        var known = provider.loadUser(request);
        var claims = new Claims(known.getClaims());
        var role = role(claims);
        var account = role == Role.CUSTOMER ? account(claims) : null;
        var name = claims.name(properties.nameClaim()).orElseGet(known::getSubject);
        // No user of this program has a colon in their name, so that nobody can pass for one of them.
        var caller = new Caller(request.getClientRegistration().getRegistrationId() + ":" + name, role, account);
        return new OidcPerson(known, caller, claims.name(properties.displayNameClaim()).orElse(name));
    }

    private Role role(Claims claims) {
        var values = claims.texts(properties.roleClaim());
        return Arrays.stream(Role.values())
                .filter(role -> properties.roles().getOrDefault(role, List.of()).stream().anyMatch(values::contains))
                .findFirst()
                .orElseThrow(() -> refused(NO_ROLE, "No value of the claim '" + properties.roleClaim() + "' means a role here"));
    }

    private @Nullable String account(Claims claims) {
        return claims.texts(properties.accountClaim()).stream()
                .limit(1)
                .filter(code -> accounts.findAll(List.of(code)).containsKey(code))
                .findFirst()
                .orElseThrow(() -> refused(UNKNOWN_ACCOUNT, "The claim '" + properties.accountClaim() + "' names no account that is known here"));
    }

    private static OAuth2AuthenticationException refused(String code, String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null), description);
    }
}
