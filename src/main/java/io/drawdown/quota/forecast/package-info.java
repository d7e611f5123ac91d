/** Pure calculations on an account's state: its balances at an instant and when its packages will be depleted. */
@NamedInterface("forecast")
@NullMarked
package io.drawdown.quota.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
