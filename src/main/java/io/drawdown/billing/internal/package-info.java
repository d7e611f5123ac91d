@NullMarked
package io.drawdown.billing.internal;

import org.jspecify.annotations.NullMarked;
