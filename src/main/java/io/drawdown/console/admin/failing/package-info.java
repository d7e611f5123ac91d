/** Accounts whose due work fails. */
@NullMarked
package io.drawdown.console.admin.failing;

import org.jspecify.annotations.NullMarked;
