/** The audit trail, for admins to read. */
@NullMarked
package io.drawdown.audit;

import org.jspecify.annotations.NullMarked;
