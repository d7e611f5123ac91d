/** Writes, bounds and stores the entries of the audit trail. */
@NullMarked
package io.drawdown.audit.internal;

import org.jspecify.annotations.NullMarked;
