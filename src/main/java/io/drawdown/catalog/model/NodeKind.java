package io.drawdown.catalog.model;

/** What a node computes with. */
public enum NodeKind {
    CPU,
    GPU,
    ASCEND
}
