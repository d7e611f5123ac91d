/** Charges for what no package covered, and the monthly statements of orders and charges. */
@NullMarked
package io.drawdown.billing;

import org.jspecify.annotations.NullMarked;
