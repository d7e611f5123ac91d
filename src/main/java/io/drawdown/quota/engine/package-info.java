/** The draw-down engine: pure computation of what packages cover and why they don't (R8 to R13). */
@NamedInterface("engine")
@NullMarked
package io.drawdown.quota.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
