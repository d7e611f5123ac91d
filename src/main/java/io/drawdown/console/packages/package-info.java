/** The resource packages of an account, and each by itself. */
@NullMarked
package io.drawdown.console.packages;

import org.jspecify.annotations.NullMarked;
