@NullMarked
package io.drawdown.quota.internal;

import org.jspecify.annotations.NullMarked;
