/** Charges for what no package covered, and the monthly statement of orders and charges. */
@NullMarked
package io.drawdown.billing;

import org.jspecify.annotations.NullMarked;
