/** Repositories of notifications, deliveries and recipients, and what couriers have in common. */
@NullMarked
package io.drawdown.notification.internal;

import org.jspecify.annotations.NullMarked;
