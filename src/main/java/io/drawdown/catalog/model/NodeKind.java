package io.drawdown.catalog.model;

/** The kind of processor that a node computes with. */
public enum NodeKind {
    CPU,
    GPU,
    ASCEND
}
