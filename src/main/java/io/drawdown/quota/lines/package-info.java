/** Lines that people read in place of deductions and charges: adjacent pieces with the same payer, merged. */
@NamedInterface("lines")
@NullMarked
package io.drawdown.quota.lines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
