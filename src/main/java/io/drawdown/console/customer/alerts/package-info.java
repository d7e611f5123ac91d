/** The Usage Alert dialog. */
@NullMarked
package io.drawdown.console.customer.alerts;

import org.jspecify.annotations.NullMarked;
