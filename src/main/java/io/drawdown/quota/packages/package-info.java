/** What a package is and what is known of it: kind, validity, status, balance, deductions. */
@NamedInterface("packages")
@NullMarked
package io.drawdown.quota.packages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
