/** The overview of an account: balances, warnings, usage and the current bill. */
@NullMarked
package io.drawdown.console.customer.overview;

import org.jspecify.annotations.NullMarked;
