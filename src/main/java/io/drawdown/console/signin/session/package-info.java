/** Limits and ends sessions and their pages. */
@NullMarked
package io.drawdown.console.signin.session;

import org.jspecify.annotations.NullMarked;
