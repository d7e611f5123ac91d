/** Usage in: events understood and deduplicated, settled, voided; histories of jobs imported; what ran and how it was paid. */
@NullMarked
package io.drawdown.usage;

import org.jspecify.annotations.NullMarked;
