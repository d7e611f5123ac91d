/**
 * The queue in which this server's requests wait for their accounts before they take a database connection to write.
 */
@NamedInterface("queue")
@NullMarked
package io.drawdown.quota.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
