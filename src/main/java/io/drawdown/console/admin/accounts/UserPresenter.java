package io.drawdown.console.admin.accounts;

import io.drawdown.account.Access;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The presenter of the lists of users. */
@Component
class UserPresenter {

    private final Users users;
    private final Access access;
    private final Clock clock;

    UserPresenter(Users users, Access access, Clock clock) {
        this.users = users;
        this.access = access;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Returns whether a username is that of the caller. */
    boolean isSelf(String username) {
        return access.caller().name().equals(username);
    }

    String add(String username, String displayName, Role role, @Nullable String account) {
        return users.add(username, displayName, role, account);
    }

    String generatePassword(String username) {
        return users.resetPassword(username);
    }

    void remove(String username) {
        users.remove(username);
    }
}
