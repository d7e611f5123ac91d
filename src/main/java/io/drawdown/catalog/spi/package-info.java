/** What the catalogue needs from other modules: whether packages were sold and specifications used in a region. */
@NamedInterface("spi")
@NullMarked
package io.drawdown.catalog.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
