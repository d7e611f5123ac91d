/** Settles events and running jobs in one transaction: deduplicated, drawn down, and the rest charged (R8 to R16). */
@NullMarked
package io.drawdown.usage.settlement;

import org.jspecify.annotations.NullMarked;
