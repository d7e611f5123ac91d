package io.drawdown.account;

import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** A person who has signed in to the console. */
public final class SignedIn extends User {

    private final String displayName;
    private final Caller caller;

    public SignedIn(Caller caller, String displayName, String passwordHash) {
        super(caller.name(), passwordHash, authorities(caller.role()));
        this.displayName = displayName;
        this.caller = caller;
    }

    /** Who they are to the services. */
    public Caller caller() {
        return caller;
    }

    /** How the console addresses them. */
    public String displayName() {
        return displayName;
    }

    static List<GrantedAuthority> authorities(Role role) {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role));
    }
}
