package io.drawdown.base.spool;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Limits on exports.
 *
 * @param spool the most bytes of all temporary export files together
 * @param longestWait how long an export waits for others of its account, or for the database, before it is refused
 */
@ConfigurationProperties("drawdown.exports")
public record ExportProperties(
        @DefaultValue("4GB") DataSize spool,
        @DefaultValue("10s") Duration longestWait) {

    public ExportProperties {
        Assert.isTrue(spool.toBytes() > 0, "drawdown.exports.spool must be larger than nothing");
        Assert.isTrue(!longestWait.isNegative(), "drawdown.exports.longest-wait must not be negative");
    }
}
