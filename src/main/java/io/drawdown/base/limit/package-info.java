/** Limits how often clients and accounts may do something. */
@NullMarked
package io.drawdown.base.limit;

import org.jspecify.annotations.NullMarked;
