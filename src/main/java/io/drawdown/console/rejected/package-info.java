/** Usage events that were rejected, for admins to mend and replay. */
@NullMarked
package io.drawdown.console.rejected;

import org.jspecify.annotations.NullMarked;
