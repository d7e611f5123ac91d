/** Choosing and changing a password. */
@NullMarked
package io.drawdown.console.signin.password;

import org.jspecify.annotations.NullMarked;
