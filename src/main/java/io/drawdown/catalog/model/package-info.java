/** Regions, specifications, list prices and offers as values. */
@NamedInterface("model")
@NullMarked
package io.drawdown.catalog.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
