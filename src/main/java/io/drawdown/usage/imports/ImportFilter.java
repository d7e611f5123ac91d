package io.drawdown.usage.imports;

import org.jspecify.annotations.Nullable;

/**
 * A filter for a list of imports; null doesn't restrict.
 *
 * @param name a part of the name
 */
public record ImportFilter(
        UsageImport.@Nullable State state, @Nullable String name) {

    public static final ImportFilter ALL = new ImportFilter(null, null);
}
