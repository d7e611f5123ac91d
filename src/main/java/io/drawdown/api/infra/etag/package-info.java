/** Entity tags of what people edit, and requests that are conditional on them (RFC 9110). */
@NullMarked
package io.drawdown.api.infra.etag;

import org.jspecify.annotations.NullMarked;
