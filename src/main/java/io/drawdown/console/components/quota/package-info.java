/** Meters, status, charts and depletion texts of quotas. */
@NullMarked
package io.drawdown.console.components.quota;

import org.jspecify.annotations.NullMarked;
