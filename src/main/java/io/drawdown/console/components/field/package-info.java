/** Fields for numbers, days, times, currencies and zones, and the formats that parse them. */
@NullMarked
package io.drawdown.console.components.field;

import org.jspecify.annotations.NullMarked;
