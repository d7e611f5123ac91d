package io.drawdown.usage.imports;

/**
 * An uploaded file that no import has been started with.
 *
 * @param file its name in the folder of imports
 * @param bytes its size, unpacked
 */
public record StagedHistory(String file, long bytes) {}
