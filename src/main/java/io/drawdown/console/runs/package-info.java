/** Runs that have fallen silent, for admins. */
@NullMarked
package io.drawdown.console.runs;

import org.jspecify.annotations.NullMarked;
