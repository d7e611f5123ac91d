package io.drawdown.console.signin;

import io.drawdown.account.model.Role;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the claims of an OpenID provider mean here. Each names a claim, or one inside of others by their names with dots between.
 *
 * @param nameClaim what the audit trail calls a person
 * @param displayNameClaim how the console addresses them
 * @param roleClaim one value or several, of which those count that have been given a meaning
 * @param roles which values of that claim mean which role
 * @param accountClaim the code of a customer's account
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
