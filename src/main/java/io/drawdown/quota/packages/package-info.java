/** Packages and their properties: kind, validity, status, balance, deductions. */
@NamedInterface("packages")
@NullMarked
package io.drawdown.quota.packages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
