/** Runs and silent runs as people and programs see them (R16). */
@NamedInterface("runs")
@NullMarked
package io.drawdown.usage.runs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
