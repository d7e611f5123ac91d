/** Checks what must always be true of the ledger (R24), reading the tables as they are, not through the code that wrote them. */
@NullMarked
package io.drawdown.integrity;

import org.jspecify.annotations.NullMarked;
