package io.drawdown.console.signin.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The limits on the sessions and pages that this server keeps in memory.
 *
 * @param strangers the number of anonymous sessions
 * @param strangersPerNetwork the number of anonymous sessions from one network
 * @param strangerIdle how long an anonymous session is kept without a request
 * @param perPerson the number of sessions of one user
 * @param pagesPerStranger the number of open pages in an anonymous session
 * @param pagesPerPerson the number of open pages in a session of a user
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
