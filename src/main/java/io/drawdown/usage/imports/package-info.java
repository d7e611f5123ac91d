/** Imports of job histories and their progress. */
@NamedInterface("imports")
@NullMarked
package io.drawdown.usage.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
