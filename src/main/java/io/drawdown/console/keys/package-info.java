/** The keys of programs, for admins. */
@NullMarked
package io.drawdown.console.keys;

import org.jspecify.annotations.NullMarked;
