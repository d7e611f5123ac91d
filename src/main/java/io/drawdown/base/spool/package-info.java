/** Buffers large bodies, responses and exports in bounded temporary files. */
@NullMarked
package io.drawdown.base.spool;

import org.jspecify.annotations.NullMarked;
