/** The web console. */
@NullMarked
package io.drawdown.console;

import org.jspecify.annotations.NullMarked;
