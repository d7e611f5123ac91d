/** Integrity checks of the ledger. */
@NullMarked
package io.drawdown.console.admin.integrity;

import org.jspecify.annotations.NullMarked;
