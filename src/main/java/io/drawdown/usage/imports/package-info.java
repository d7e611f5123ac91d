/** Imports of job histories and how far they have come. */
@NamedInterface("imports")
@NullMarked
package io.drawdown.usage.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
