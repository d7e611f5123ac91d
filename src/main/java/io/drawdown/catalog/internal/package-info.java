@NullUnmarked
package io.drawdown.catalog.internal;

import org.jspecify.annotations.NullUnmarked;
