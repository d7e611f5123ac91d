/**
 * Settles events and running jobs in one transaction: it removes duplicates, draws down, and charges the rest (R8 to
 * R16).
 */
@NullMarked
package io.drawdown.usage.settlement;

import org.jspecify.annotations.NullMarked;
