/** How people come in and go out: signing in, sessions, and passwords. */
@NullMarked
package io.drawdown.console.signin;

import org.jspecify.annotations.NullMarked;
