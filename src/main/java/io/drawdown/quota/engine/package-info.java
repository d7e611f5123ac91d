/**
 * The pure draw-down: what packages cover, what they don't and why, and its projection into the future (R8 to R13,
 * R16).
 */
@NamedInterface("engine")
@NullMarked
package io.drawdown.quota.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
