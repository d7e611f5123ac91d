/** What an account's jobs ran and how each was paid, and each job by itself. */
@NullMarked
package io.drawdown.console.usage;

import org.jspecify.annotations.NullMarked;
