package io.drawdown.usage.internal.imports;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where imports keep their files, and how much one may hold once unpacked.
 *
 * @param folder survives a restart, so that imports go on where they were
 */
@ConfigurationProperties("drawdown.imports")
record ImportSettings(@DefaultValue("./data/imports") Path folder, @DefaultValue("20GB") DataSize maxBytes) {}
