/** The Usage Alert dialog, and the platform's default for it. */
@NullMarked
package io.drawdown.console.alerts;

import org.jspecify.annotations.NullMarked;
