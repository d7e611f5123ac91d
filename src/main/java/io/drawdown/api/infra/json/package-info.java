/** Reads values from JSON bodies and from addresses. */
@NullMarked
package io.drawdown.api.infra.json;

import org.jspecify.annotations.NullMarked;
