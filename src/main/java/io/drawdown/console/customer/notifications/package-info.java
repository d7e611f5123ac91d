/** Notifications, e-mail recipients and webhooks of an account. */
@NullMarked
package io.drawdown.console.customer.notifications;

import org.jspecify.annotations.NullMarked;
