/** Writes large bodies, answers and exports aside in bounded temporary files. */
@NullMarked
package io.drawdown.base.spool;

import org.jspecify.annotations.NullMarked;
