/** Packages, the ledger of what was taken out of them, and the engine that draws them down. */
@NullMarked
package io.drawdown.quota;

import org.jspecify.annotations.NullMarked;
