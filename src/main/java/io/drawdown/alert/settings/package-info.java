/** The settings of usage alerts and the thresholds that are in force. */
@NamedInterface("settings")
@NullMarked
package io.drawdown.alert.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
