/** Protects the log: bounded lines, and a limited number of them. */
@NullMarked
package io.drawdown.log;

import org.jspecify.annotations.NullMarked;
