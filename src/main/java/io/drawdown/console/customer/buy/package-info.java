/** Buying a package. */
@NullMarked
package io.drawdown.console.customer.buy;

import org.jspecify.annotations.NullMarked;
