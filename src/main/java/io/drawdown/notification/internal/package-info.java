/** Repositories of notifications, deliveries and recipients, and the parts that all couriers share. */
@NullMarked
package io.drawdown.notification.internal;

import org.jspecify.annotations.NullMarked;
