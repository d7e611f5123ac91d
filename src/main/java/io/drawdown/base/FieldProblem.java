package io.drawdown.base;

/** A problem with one field of a request, named by its path (`data.nodes`). */
public record FieldProblem(String field, String message) {}
