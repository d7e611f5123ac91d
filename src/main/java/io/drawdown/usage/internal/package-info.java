@NullMarked
package io.drawdown.usage.internal;

import org.jspecify.annotations.NullMarked;
