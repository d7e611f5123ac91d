/** Reads files of finished jobs row by row, maps rows to events, and stores the progress of imports. */
@NullMarked
package io.drawdown.usage.internal.imports;

import org.jspecify.annotations.NullMarked;
