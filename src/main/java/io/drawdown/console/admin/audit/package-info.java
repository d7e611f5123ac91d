/** The audit trail. */
@NullMarked
package io.drawdown.console.admin.audit;

import org.jspecify.annotations.NullMarked;
