/** Accounts and users, for staff. */
@NullMarked
package io.drawdown.console.admin.accounts;

import org.jspecify.annotations.NullMarked;
