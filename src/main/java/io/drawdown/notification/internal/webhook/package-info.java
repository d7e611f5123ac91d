/** Signs and sends webhook messages, to public addresses only. */
@NullMarked
package io.drawdown.notification.internal.webhook;

import org.jspecify.annotations.NullMarked;
