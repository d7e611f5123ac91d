package io.drawdown.account;

import io.drawdown.account.internal.UserRepository;
import io.drawdown.account.model.User;
import io.drawdown.account.model.UserSummary;
import io.drawdown.base.sql.Listing;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists users for staff. */
@Service
public class UserDirectory {

    private final UserRepository users;
    private final Access access;

    UserDirectory(UserRepository users, Access access) {
        this.users = users;
        this.access = access;
    }

    /** Lists an account's users by name. Requires staff. */
    @Transactional(readOnly = true)
    public Listing<UserSummary> listSummaries(String account) {
        access.requireStaff();
        access.requireRead(account);
        return users.listSummaries(account);
    }

    /** Lists an account's users with details. Requires an admin. */
    @Transactional(readOnly = true)
    public Listing<User> listUsers(String account) {
        access.requireAdminOf(account);
        return users.listOfAccount(account);
    }

    /** Finds a user of an account by name. Requires an admin. */
    @Transactional(readOnly = true)
    public Optional<UserSummary> find(String account, String username) {
        access.requireAdminOf(account);
        return users.find(username)
                .filter(user -> account.equals(user.account()))
                .map(user -> new UserSummary(user.username(), user.displayName()));
    }

    /** Lists the platform's admins and support users. Requires an admin. */
    @Transactional(readOnly = true)
    public Listing<User> listStaff() {
        access.requireAdmin();
        return users.listStaff();
    }
}
