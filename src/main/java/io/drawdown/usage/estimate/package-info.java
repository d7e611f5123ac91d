/** A planned job and what packages would cover of it. */
@NamedInterface("estimate")
@NullMarked
package io.drawdown.usage.estimate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
