package io.drawdown.console.signin.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many sessions and pages this server keeps in its memory.
 *
 * @param strangers sessions of people who haven't signed in
 * @param strangersPerNetwork those of them that one network may have
 * @param strangerIdle how long such a session is kept without a request
 * @param perPerson sessions of one person who has signed in
 * @param pagesPerStranger pages that are open in a session of somebody who hasn't signed in
 * @param pagesPerPerson pages that are open in a session of somebody who has
 */
@ConfigurationProperties("drawdown.sessions")
record SessionLimits(
        int strangers,
        int strangersPerNetwork,
        Duration strangerIdle,
        int perPerson,
        int pagesPerStranger,
        int pagesPerPerson) {

    SessionLimits {
        if (strangers < 1 || strangersPerNetwork < 1 || perPerson < 1 || pagesPerStranger < 1 || pagesPerPerson < 1) {
            throw new IllegalArgumentException("drawdown.sessions: each number must be 1 or more.");
        }
        if (strangerIdle.toSeconds() < 1) {
            throw new IllegalArgumentException("drawdown.sessions.stranger-idle must be a second or more.");
        }
    }
}
