/** The platform's default usage alert. */
@NullMarked
package io.drawdown.console.admin.alerts;

import org.jspecify.annotations.NullMarked;
