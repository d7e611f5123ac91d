/** Webhooks behind the scenes: where they may go, how they are signed, sent and kept. */
@NullMarked
package io.drawdown.notification.internal.webhook;

import org.jspecify.annotations.NullMarked;
