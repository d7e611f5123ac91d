package io.drawdown.account;

import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.base.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** A user whose password this program stores. */
public final class LocalUser extends User implements SignedInUser {

    private final Caller caller;
    private final String displayName;
    private final boolean mustChoosePassword;
    private final String sessionStamp;

    LocalUser(Caller caller, String displayName, String passwordHash, boolean mustChoosePassword) {
        super(caller.name(), passwordHash, authorities(caller.role()));
        this.caller = caller;
        this.displayName = displayName;
        this.mustChoosePassword = mustChoosePassword;
        this.sessionStamp = sessionStamp(passwordHash, caller.role(), caller.account());
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public String displayName() {
        return displayName;
    }

    @Override
    public boolean mustChoosePassword() {
        return mustChoosePassword;
    }

    /** Returns a stamp that ties sessions to the user's password, role and account; it changes with any of them. */
    String sessionStamp() {
        return sessionStamp;
    }

    static String sessionStamp(String passwordHash, Role role, @Nullable String account) {
        return Hash.sha256(passwordHash + ' ' + role + ' ' + account);
    }

    static List<GrantedAuthority> authorities(Role role) {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role));
    }
}
