/** Money, node-seconds, months, problems, validation and audit events that every module uses. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package io.drawdown.base;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
