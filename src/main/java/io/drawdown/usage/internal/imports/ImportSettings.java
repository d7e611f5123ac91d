package io.drawdown.usage.internal.imports;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where imports keep their files, and how large those may be.
 *
 * @param folder the folder of the files, which must survive a restart, so that imports can resume
 * @param maxBytes the largest size of one file once unpacked
 * @param mostWaiting how many imports may wait or run, on all servers
 * @param keepFree the disk space that files must leave free
 */
@ConfigurationProperties("drawdown.imports")
public record ImportSettings(
        @DefaultValue("./data/imports") Path folder,
        @DefaultValue("20GB") DataSize maxBytes,
        @DefaultValue("20") int mostWaiting,
        @DefaultValue("1GB") DataSize keepFree) {}
