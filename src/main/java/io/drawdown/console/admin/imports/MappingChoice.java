package io.drawdown.console.admin.imports;

/** A value that rows can be mapped to, with its label. */
record MappingChoice(String code, String label) {}
