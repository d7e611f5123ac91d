/** Deliveries as values: channel, purpose and state. */
@NamedInterface("delivery")
@NullMarked
package io.drawdown.notification.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
