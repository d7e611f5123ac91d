/** Settling again what quota that was given back by voids can cover, for admins. */
@NullMarked
package io.drawdown.console.corrections;

import org.jspecify.annotations.NullMarked;
