/** Imports of job histories. */
@NullMarked
package io.drawdown.console.admin.imports;

import org.jspecify.annotations.NullMarked;
