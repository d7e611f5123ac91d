package io.drawdown.api.usage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How much requests that report events may hold together.
 *
 * @param largeAtOnce how many bodies of more than 512 KiB are settled at once; 0 for one for each 256 MiB of heap, and fewer than
 *     there are processors
 * @param mostWaiting how many of them may wait for their turn
 * @param longestWait after which a request that waits is refused
 * @param spool how large their files in the folder for temporary files may be together
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
