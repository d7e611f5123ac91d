/** An account's webhooks, their payloads and their tests. */
@NamedInterface("webhook")
@NullMarked
package io.drawdown.notification.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
