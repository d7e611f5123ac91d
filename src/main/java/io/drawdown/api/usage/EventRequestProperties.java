package io.drawdown.api.usage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Limits on requests that report events, over all requests of a server.
 *
 * @param largeAtOnce how many bodies of more than 512 KiB are settled at once; 0 means one for each 256 MiB of heap,
 *     but fewer than processors
 * @param mostWaiting how many of these bodies may wait for their turn
 * @param longestWait how long a request waits before it is refused
 * @param spool the most bytes of all their temporary files together
 */
@ConfigurationProperties("drawdown.events")
record EventRequestProperties(
        @DefaultValue("0") int largeAtOnce,
        @DefaultValue("32") int mostWaiting,
        @DefaultValue("30s") Duration longestWait,
        @DefaultValue("2GB") DataSize spool) {

    EventRequestProperties {
        Assert.isTrue(largeAtOnce >= 0, "drawdown.events.large-at-once must not be negative");
        Assert.isTrue(mostWaiting >= 0, "drawdown.events.most-waiting must not be negative");
        Assert.isTrue(!longestWait.isNegative(), "drawdown.events.longest-wait must not be negative");
        Assert.isTrue(spool.toBytes() > 0, "drawdown.events.spool must be larger than nothing");
    }
}
