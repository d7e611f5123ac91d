/** Limits the size, the duration and the concurrency of requests. */
@NullMarked
package io.drawdown.api.infra.limit;

import org.jspecify.annotations.NullMarked;
