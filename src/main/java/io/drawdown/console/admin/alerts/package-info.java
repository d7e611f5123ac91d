/** The platform's default of usage alerts. */
@NullMarked
package io.drawdown.console.admin.alerts;

import org.jspecify.annotations.NullMarked;
