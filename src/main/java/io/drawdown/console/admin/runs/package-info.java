/** Jobs without a stop, to stop. */
@NullMarked
package io.drawdown.console.admin.runs;

import org.jspecify.annotations.NullMarked;
