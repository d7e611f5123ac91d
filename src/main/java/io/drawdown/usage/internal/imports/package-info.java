/** Histories of finished jobs: files put aside, their rows read, mapped to events, and how far an import has come. */
@NullMarked
package io.drawdown.usage.internal.imports;

import org.jspecify.annotations.NullMarked;
