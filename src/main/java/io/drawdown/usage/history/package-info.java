/** The past usage of accounts, by job, record, day and month, and how it was paid. */
@NamedInterface("history")
@NullMarked
package io.drawdown.usage.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
