package io.drawdown.console.admin.accounts;

import io.drawdown.account.model.UserSummary;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.list.DataGrid;

/** The grid of the names of an account's users, which is all that support sees of them. */
class UserNameGrid extends DataGrid<UserSummary> {

    UserNameGrid(Listing<UserSummary> users, long count) {
        super(UserSummary::username);
        textColumn("Name", UserSummary::displayName).setSortable(false).setRowHeader(true);
        textColumn("Username", UserSummary::username).setSortable(false);
        show(users, count);
    }
}
