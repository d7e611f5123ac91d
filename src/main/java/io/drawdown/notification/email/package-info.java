/** The recipients of an account's alerts and how they confirm their addresses. */
@NamedInterface("email")
@NullMarked
package io.drawdown.notification.email;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
