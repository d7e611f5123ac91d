/** Accounts and the people who sign in, for staff. */
@NullMarked
package io.drawdown.console.accounts;

import org.jspecify.annotations.NullMarked;
