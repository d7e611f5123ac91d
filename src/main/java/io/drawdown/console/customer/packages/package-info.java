/** The resource packages of an account, their kinds and deductions. */
@NullMarked
package io.drawdown.console.customer.packages;

import org.jspecify.annotations.NullMarked;
