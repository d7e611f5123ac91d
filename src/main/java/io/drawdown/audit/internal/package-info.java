/** How entries are written and kept. */
@NullMarked
package io.drawdown.audit.internal;

import org.jspecify.annotations.NullMarked;
