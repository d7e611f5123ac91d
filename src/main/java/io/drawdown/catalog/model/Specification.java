package io.drawdown.catalog.model;

import org.jspecify.annotations.Nullable;

/**
 * A kind of node.
 *
 * @param retired whether it isn't offered any more; usage and packages of it go on (R23)
 */
public record Specification(
        String code,
        String name,
        NodeKind kind,
        @Nullable Integer vcpus,
        @Nullable Integer memoryGib,
        @Nullable Integer accelerators,
        @Nullable String acceleratorModel,
        boolean retired) {

    /** Creates a specification that isn't retired. */
    public Specification(
            String code,
            String name,
            NodeKind kind,
            @Nullable Integer vcpus,
            @Nullable Integer memoryGib,
            @Nullable Integer accelerators,
            @Nullable String acceleratorModel) {
        this(code, name, kind, vcpus, memoryGib, accelerators, acceleratorModel, false);
    }

    /** Returns a copy that is retired or isn't. */
    public Specification withRetired(boolean isRetired) {
        return new Specification(code, name, kind, vcpus, memoryGib, accelerators, acceleratorModel, isRetired);
    }
}
