/** The page that explains the terms of the console. */
@NullMarked
package io.drawdown.console.customer.help;

import org.jspecify.annotations.NullMarked;
