/** The checks of what must always be true of the ledger (R24), at once or in the background. */
@NullMarked
package io.drawdown.integrity;

import org.jspecify.annotations.NullMarked;
