/** Usage alerts: detects crossed thresholds, follows the calendar of packages, and publishes alerts. */
@NullMarked
package io.drawdown.alert;

import org.jspecify.annotations.NullMarked;
