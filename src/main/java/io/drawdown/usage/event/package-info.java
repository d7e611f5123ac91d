/** Usage events, how they are read from CloudEvents, and the results for them (R14, R15). */
@NamedInterface("event")
@NullMarked
package io.drawdown.usage.event;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
