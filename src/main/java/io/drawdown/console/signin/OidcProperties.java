package io.drawdown.console.signin;

import io.drawdown.account.model.Role;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The meaning of an OpenID provider's claims. Each property names a claim, or a nested claim by names joined with
 * dots.
 *
 * @param nameClaim the claim with the person's name in the audit trail
 * @param displayNameClaim the claim with the name that the console shows
 * @param roleClaim the claim with the person's roles, one value or several; values without a meaning are ignored
 * @param roles the values of the role claim that stand for each role
 * @param accountClaim the claim with the code of a customer's account
 */
@ConfigurationProperties("drawdown.oidc")
record OidcProperties(
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("name") String displayNameClaim,
        @DefaultValue("roles") String roleClaim,
        @DefaultValue Map<Role, List<String>> roles,
        @DefaultValue("drawdown_account") String accountClaim) {

    OidcProperties {
        if (roles.containsKey(Role.METERING)) {
            throw new IllegalArgumentException(
                    "drawdown.oidc.roles: METERING is for keys that report usage, not for people.");
        }
    }
}
