/** Quoting, ordering and giving packages. */
@NullMarked
package io.drawdown.purchase;

import org.jspecify.annotations.NullMarked;
