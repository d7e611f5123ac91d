/** Rejected usage events, to correct and replay. */
@NullMarked
package io.drawdown.console.admin.rejected;

import org.jspecify.annotations.NullMarked;
