/** Upgrades of databases of earlier versions. */
@NullMarked
package io.drawdown.upgrade;

import org.jspecify.annotations.NullMarked;
