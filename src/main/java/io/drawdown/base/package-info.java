/** What every module speaks: time, money, node-seconds, codes, lists and problems. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package io.drawdown.base;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
