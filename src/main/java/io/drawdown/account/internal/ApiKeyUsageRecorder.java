package io.drawdown.account.internal;

import io.drawdown.account.model.ApiKey;
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
 * Records when keys were last used, at most once a minute for each key. Writes in the background, so that requests
 * neither wait for it nor fail because of it.
 */
@Component
public class ApiKeyUsageRecorder implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyUsageRecorder.class);
    private static final Duration RESOLUTION = Duration.ofMinutes(1);
    private static final int STOP_TIMEOUT_SECONDS = 5;

    private final ApiKeyRepository repository;
    private final Set<Long> pendingKeys = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("api-key-uses").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    ApiKeyUsageRecorder(ApiKeyRepository repository) {
        this.repository = repository;
    }

    /** Records that a key is used now. */
    public void record(ApiKey key, Instant now) {
        var last = key.lastUsedAt();
        if ((last == null || !now.isBefore(last.plus(RESOLUTION))) && pendingKeys.add(key.id())) {
            writer.execute(() -> write(key.id(), now));
        }
    }

    private void write(long key, Instant now) {
        try {
            repository.updateLastUsed(key, now, now.minus(RESOLUTION));
        } catch (RuntimeException passing) {
            LOG.warn("When a key was last used wasn't kept, and will be with its next use: {}", passing.getMessage());
        } finally {
            pendingKeys.remove(key);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        writer.shutdown();
        writer.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
