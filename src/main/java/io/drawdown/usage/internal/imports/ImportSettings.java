package io.drawdown.usage.internal.imports;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where imports keep their files, and how much they may hold.
 *
 * @param folder survives a restart, so that imports go on where they were
 * @param maxBytes how large one file may be once unpacked
 * @param mostWaiting how many imports may wait or run, on all servers
 * @param keepFree how much of the disk no file is written to
 */
@ConfigurationProperties("drawdown.imports")
public record ImportSettings(
        @DefaultValue("./data/imports") Path folder,
        @DefaultValue("20GB") DataSize maxBytes,
        @DefaultValue("20") int mostWaiting,
        @DefaultValue("1GB") DataSize keepFree) {}
