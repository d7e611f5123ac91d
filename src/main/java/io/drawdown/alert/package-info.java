/** Usage alert settings, the thresholds that remaining quotas cross, and what the calendar brings to packages. */
@NullMarked
package io.drawdown.alert;

import org.jspecify.annotations.NullMarked;
