/** Deliveries of notifications and their state. */
@NullMarked
package io.drawdown.console.admin.deliveries;

import org.jspecify.annotations.NullMarked;
