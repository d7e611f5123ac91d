package io.drawdown.console.signin;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
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

/**
 * Creates the user from an OpenID provider's claims, or refuses the sign-in. Such users have no row in the database.
 */
@Component
class OidcUserLoader implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private static final String NO_ROLE = "drawdown_no_role";
    private static final String UNKNOWN_ACCOUNT = "drawdown_unknown_account";

    private final OidcProperties properties;
    private final Accounts accounts;
    private final OidcUserService users = new OidcUserService();

    OidcUserLoader(OidcProperties properties, Accounts accounts) {
        this.properties = properties;
        this.accounts = accounts;
    }

    /** Returns whether the refusal came from this class, so that its message can be shown to the user. */
    static boolean isOwnRefusal(OAuth2AuthenticationException refusal) {
        return List.of(NO_ROLE, UNKNOWN_ACCOUNT).contains(refusal.getError().getErrorCode());
    }

    @Override
    public SignedInOidcUser loadUser(OidcUserRequest request) {
        var known = users.loadUser(request);
        var oidcClaims = new OidcClaims(known.getClaims());
        var provider = request.getClientRegistration().getClientName();
        var role = role(oidcClaims, provider);
        var account = role == Role.CUSTOMER ? account(oidcClaims, provider) : null;
        var name = oidcClaims.name(properties.nameClaim()).orElseGet(known::getSubject);
        // Local usernames contain no colon, so a provider's user can't be mistaken for one.
        var caller = new Caller(request.getClientRegistration().getRegistrationId() + ":" + name, role, account);
        return new SignedInOidcUser(
                known, caller, oidcClaims.name(properties.displayNameClaim()).orElse(name));
    }

    private Role role(OidcClaims oidcClaims, String provider) {
        var values = oidcClaims.texts(properties.roleClaim());
        return Arrays.stream(Role.values())
                .filter(role -> properties.roles().getOrDefault(role, List.of()).stream()
                        .anyMatch(values::contains))
                .findFirst()
                .orElseThrow(() -> refusal(
                        NO_ROLE,
                        "No value of the claim '" + properties.roleClaim() + "' means a role",
                        provider
                                + " knows you, but you have no role in Drawdown. Ask your administrator for"
                                + " one, or sign in as another user."));
    }

    private @Nullable String account(OidcClaims oidcClaims, String provider) {
        return oidcClaims.texts(properties.accountClaim()).stream()
                .limit(1)
                .filter(code -> accounts.findAll(List.of(code)).containsKey(code))
                .findFirst()
                .orElseThrow(() -> refusal(
                        UNKNOWN_ACCOUNT,
                        "The claim '" + properties.accountClaim() + "' names no account that is known",
                        provider
                                + " knows you, but Drawdown doesn’t know the account that you belong to. Ask"
                                + " your administrator."));
    }

    // The description is for the log, the words are for the user.
    private static OAuth2AuthenticationException refusal(String code, String description, String words) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null), words);
    }
}
