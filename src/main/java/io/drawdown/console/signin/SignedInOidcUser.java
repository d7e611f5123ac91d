package io.drawdown.console.signin;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.SignedInUser;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** A user who signed in at an OpenID provider. */
final class SignedInOidcUser extends DefaultOidcUser implements SignedInUser {

    private final Caller caller;
    private final String displayName;

    SignedInOidcUser(OidcUser known, Caller caller, String displayName) {
        super(AuthorityUtils.createAuthorityList("ROLE_" + caller.role()), known.getIdToken(), known.getUserInfo());
        this.caller = caller;
        this.displayName = displayName;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public String displayName() {
        return displayName;
    }
}
