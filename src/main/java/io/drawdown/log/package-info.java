/** What reaches the log: bounded lines, whatever somebody sends, and not too many of them. */
@NullMarked
package io.drawdown.log;

import org.jspecify.annotations.NullMarked;
