/** The OpenAPI document. */
@NullMarked
package io.drawdown.api.infra.openapi;

import org.jspecify.annotations.NullMarked;
