/** The sign-in page, sign-in at OpenID providers, and the security of the console. */
@NullMarked
package io.drawdown.console.signin;

import org.jspecify.annotations.NullMarked;
