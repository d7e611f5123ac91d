/** Composes and sends e-mails within their hourly limits. */
@NullMarked
package io.drawdown.notification.internal.email;

import org.jspecify.annotations.NullMarked;
