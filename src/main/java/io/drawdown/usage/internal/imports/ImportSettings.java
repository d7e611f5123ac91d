package io.drawdown.usage.internal.imports;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where imports keep their files, and how large those may be.
 *
 * @param folder the folder of the files, which must survive a restart, so that imports can resume
 * @param maxBytes the largest size of one file once unpacked
 * @param maxLines the most lines of one file
 * @param mostWaiting how many imports may wait or run, on all servers
 * @param keepFree the disk space that files must leave free
 * @param dryRunRows about how many rows a dry run settles
 * @param dryRunTime for how long a dry run may lock accounts
 * @param serverGoneAfter after what time an import fails whose server isn't heard of
 */
@ConfigurationProperties("drawdown.imports")
public record ImportSettings(
        @DefaultValue("./data/imports") Path folder,
        @DefaultValue("20GB") DataSize maxBytes,
        @DefaultValue("200000000") long maxLines,
        @DefaultValue("20") int mostWaiting,
        @DefaultValue("1GB") DataSize keepFree,
        @DefaultValue("10000") long dryRunRows,
        @DefaultValue("10s") Duration dryRunTime,
        @DefaultValue("5m") Duration serverGoneAfter) {}
