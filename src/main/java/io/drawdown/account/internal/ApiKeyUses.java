package io.drawdown.account.internal;

import io.drawdown.account.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Keeps when keys were last used: to the minute, so that a busy one doesn't write with each request, and beside the request,
 * which neither waits for it nor fails with it.
 */
@Component
public class ApiKeyUses implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyUses.class);
    private static final Duration EXACT_TO = Duration.ofMinutes(1);
    private static final int SECONDS_TO_STOP = 5;

    private final ApiKeyTable table;
    private final Set<Long> underway = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("api-key-uses").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    ApiKeyUses(ApiKeyTable table) {
        this.table = table;
    }

    /** Has it kept that a key is used now. */
    public void note(ApiKey key, Instant now) {
        var last = key.lastUsedAt();
        if ((last == null || !now.isBefore(last.plus(EXACT_TO))) && underway.add(key.id())) {
            writer.execute(() -> write(key.id(), now));
        }
    }

    private void write(long key, Instant now) {
        try {
            table.used(key, now, now.minus(EXACT_TO));
        } catch (RuntimeException passing) {
            LOG.warn("When a key was last used wasn't kept, and will be with its next use: {}", passing.getMessage());
        } finally {
            underway.remove(key);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        writer.shutdown();
        writer.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
    }
}
