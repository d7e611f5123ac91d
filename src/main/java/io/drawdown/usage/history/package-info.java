/** Jobs and usage records that have run, and how they were paid. */
@NamedInterface("history")
@NullMarked
package io.drawdown.usage.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
