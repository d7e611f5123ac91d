/** The inbox, the outbox that writes deliveries, and the worker that makes them. */
@NullMarked
package io.drawdown.notification;

import org.jspecify.annotations.NullMarked;
