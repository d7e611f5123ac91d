/** Bills by month, and the jobs behind each of their lines. */
@NullMarked
package io.drawdown.console.customer.bills;

import org.jspecify.annotations.NullMarked;
