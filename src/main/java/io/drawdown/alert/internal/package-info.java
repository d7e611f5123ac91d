/** Repositories of alert settings, latched thresholds and the package calendar. */
@NullMarked
package io.drawdown.alert.internal;

import org.jspecify.annotations.NullMarked;
