package io.drawdown.catalog.model;

import org.jspecify.annotations.Nullable;

/** A kind of node. */
public record Specification(
        String code,
        String name,
        NodeKind kind,
        @Nullable Integer vcpus,
        @Nullable Integer memoryGib,
        @Nullable Integer accelerators,
        @Nullable String acceleratorModel) {}
