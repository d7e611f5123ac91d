/** Buying a package. */
@NullMarked
package io.drawdown.console.buy;

import org.jspecify.annotations.NullMarked;
