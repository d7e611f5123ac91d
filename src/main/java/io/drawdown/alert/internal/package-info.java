/** The tables of usage alerts. */
@NullMarked
package io.drawdown.alert.internal;

import org.jspecify.annotations.NullMarked;
