package io.drawdown.console.signin;

import io.drawdown.account.Caller;
import io.drawdown.account.SignedIn;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** A person who has signed in at an OpenID provider. */
final class OidcPerson extends DefaultOidcUser implements SignedIn {

    private final Caller caller;
    private final String displayName;

    OidcPerson(OidcUser known, Caller caller, String displayName) {
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
