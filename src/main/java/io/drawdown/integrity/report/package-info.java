/** Checks, their progress, and the violations that they found. */
@NamedInterface("report")
@NullMarked
package io.drawdown.integrity.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
