@NullMarked
package io.drawdown.account.internal;

import org.jspecify.annotations.NullMarked;
