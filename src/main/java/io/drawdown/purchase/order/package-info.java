/** Orders, gifts and quotes, and their results. */
@NamedInterface("order")
@NullMarked
package io.drawdown.purchase.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
