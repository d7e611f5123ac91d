package io.drawdown.api;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Room for the large bodies that are being read and worked on, as a share of the memory that the program may have: what is made
 * of a body takes many times its size. Whoever finds no room waits for some seconds and is then told to come again.
 */
@Component
class LargeBodies {

    private static final int SHARE_OF_MEMORY = 64;
    private static final int KIB = 1024;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final int room;
    private final Semaphore free;
    private final int longestWaitSeconds;

    @Autowired
    LargeBodies() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY, LONGEST_WAIT_SECONDS);
    }

    LargeBodies(long bytes, int longestWaitSeconds) {
        room = (int) Math.clamp(bytes / KIB, 1, Integer.MAX_VALUE);
        free = new Semaphore(room, true);
        this.longestWaitSeconds = longestWaitSeconds;
    }

    /** Room that is being used until it is closed. */
    interface Room extends AutoCloseable {

        @Override
        void close();
    }

    /** Waits for room for a body of so many bytes; @throws ProblemException if there is none for too long. */
    Room await(long bytes) {
        // A body that is larger than all of the room goes alone.
        var wanted = (int) Math.min(Math.ceilDiv(bytes, KIB), room);
        try {
            if (free.tryAcquire(wanted, longestWaitSeconds, TimeUnit.SECONDS)) {
                return () -> free.release(wanted);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(
                ProblemType.UNAVAILABLE,
                "More large requests are being worked on than the server has memory for. Nothing of this one was read; send it again.");
    }
}
