/** Returns lists page by page as JSON or whole as CSV. */
@NullMarked
package io.drawdown.api.infra.list;

import org.jspecify.annotations.NullMarked;
