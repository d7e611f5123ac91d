/** Takes usage events and imports, and answers what became of them: runs, usage, rejected events, corrections, estimates. */
@NullMarked
package io.drawdown.api.usage;

import org.jspecify.annotations.NullMarked;
