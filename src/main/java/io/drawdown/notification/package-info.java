/** What accounts are told: the inbox, e-mail and webhooks, and the outbox that delivers them. */
@NullMarked
package io.drawdown.notification;

import org.jspecify.annotations.NullMarked;
