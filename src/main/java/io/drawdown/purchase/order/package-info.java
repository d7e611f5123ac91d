/** What is ordered or given, what it would cost, and what came of it. */
@NamedInterface("order")
@NullMarked
package io.drawdown.purchase.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
