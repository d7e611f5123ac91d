@NullMarked
package io.drawdown.purchase.internal;

import org.jspecify.annotations.NullMarked;
