/** Estimates whether a planned job fits into the packages. */
@NullMarked
package io.drawdown.console.customer.estimate;

import org.jspecify.annotations.NullMarked;
