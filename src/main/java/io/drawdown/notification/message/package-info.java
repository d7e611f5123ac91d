/** Notifications as values, their filter and their JSON form. */
@NamedInterface("message")
@NullMarked
package io.drawdown.notification.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
