/** Buying packages and giving them, and what is for sale. */
@NullMarked
package io.drawdown.purchase;

import org.jspecify.annotations.NullMarked;
