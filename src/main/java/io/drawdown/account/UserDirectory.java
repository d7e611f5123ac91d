package io.drawdown.account;

import io.drawdown.account.internal.UserRepository;
import io.drawdown.account.model.User;
import io.drawdown.account.model.UserSummary;
import io.drawdown.base.sql.Listing;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who can sign in with a password, for staff. */
@Service
public class UserDirectory {

    private final UserRepository users;
    private final Access access;

    UserDirectory(UserRepository users, Access access) {
        this.users = users;
        this.access = access;
    }

    /** An account's people by name, for support and admins. */
    @Transactional(readOnly = true)
    public Listing<UserSummary> listSummaries(String account) {
        access.requireStaff();
        access.requireRead(account);
        return users.listSummaries(account);
    }

    /** An account's people; an admin's to see. */
    @Transactional(readOnly = true)
    public Listing<User> listUsers(String account) {
        access.requireAdminOf(account);
        return users.listOfAccount(account);
    }

    /** Whether somebody of this name is of an account; an admin's to ask. */
    @Transactional(readOnly = true)
    public boolean belongsTo(String account, String username) {
        access.requireAdminOf(account);
        return users.find(username)
                .filter(user -> account.equals(user.account()))
                .isPresent();
    }

    /** The platform's admins and support; an admin's to see. */
    @Transactional(readOnly = true)
    public Listing<User> listStaff() {
        access.requireAdmin();
        return users.listStaff();
    }
}
