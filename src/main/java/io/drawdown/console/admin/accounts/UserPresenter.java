package io.drawdown.console.admin.accounts;

import io.drawdown.account.Access;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What lists of people ask of the services. */
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

    /** Whether somebody is the one who looks. */
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
