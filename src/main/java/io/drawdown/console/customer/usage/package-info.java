/** The jobs of an account and how each was paid. */
@NullMarked
package io.drawdown.console.customer.usage;

import org.jspecify.annotations.NullMarked;
