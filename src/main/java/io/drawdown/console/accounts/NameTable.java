package io.drawdown.console.accounts;

import io.drawdown.account.NamedUser;
import io.drawdown.base.Listing;
import io.drawdown.console.components.Table;

/** What the people of an account are called, which is all that support sees of them. */
class NameTable extends Table<NamedUser> {

    NameTable(Listing<NamedUser> users, long count) {
        super(NamedUser::username);
        text("Name", NamedUser::displayName).setSortable(false).setRowHeader(true);
        text("Username", NamedUser::username).setSortable(false);
        show(users, count);
    }
}
