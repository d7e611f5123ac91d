/** Pages for staff about accounts and users. */
@NullMarked
package io.drawdown.console.admin.accounts;

import org.jspecify.annotations.NullMarked;
