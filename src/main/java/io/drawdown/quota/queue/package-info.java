/** Queues requests by account on this server before they take a database connection to write to ledgers. */
@NamedInterface("queue")
@NullMarked
package io.drawdown.quota.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
