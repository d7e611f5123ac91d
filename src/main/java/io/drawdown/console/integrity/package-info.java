/** Checking the whole ledger in the background, for admins. */
@NullMarked
package io.drawdown.console.integrity;

import org.jspecify.annotations.NullMarked;
