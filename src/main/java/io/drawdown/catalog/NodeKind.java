package io.drawdown.catalog;

/** What a node computes with. */
public enum NodeKind {
    CPU,
    GPU,
    ASCEND
}
