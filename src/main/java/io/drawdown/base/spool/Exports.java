package io.drawdown.base.spool;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.limit.BoundedLanes;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Buffers exports before they are sent, in a temporary file if they exceed 64 KiB, so that a slow reader holds no
 * database connection and no queue place. Limits how many exports an account has at once, to one that queries the
 * database at a time, and how long sending one may take.
 */
@Component
public class Exports {

    private static final int AT_ONCE_OF_GROUP = 2;

    // All groups share few database connections, so that one group must not take all of them.
    private static final int QUERIES_AT_ONCE_OF_GROUP = 1;
    private static final Duration SHORTEST_TIME = Duration.ofSeconds(60);
    private static final long FEWEST_BYTES_A_SECOND = 64 * 1024;
    private static final int PART = 16 * 1024;

    private final Clock clock;
    private final BoundedLanes groups;
    private final BoundedLanes queries;
    private final SpooledBytes.Quota files;

    Exports(ExportProperties settings, Clock clock) {
        this.clock = clock;
        groups = new BoundedLanes(AT_ONCE_OF_GROUP, settings.longestWait(), Exports::tooMany);
        queries = new BoundedLanes(QUERIES_AT_ONCE_OF_GROUP, settings.longestWait(), Exports::tooMany);
        files = new SpoolQuota(settings.spool().toBytes(), Exports::full);
    }

    /** The content of an export. */
    public interface Content {

        /** Writes the whole content. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Buffers an export.
     *
     * @param group the key whose exports are limited together
     * @return the export, which the caller must close
     * @throws ProblemException with 503 if too many exports are under way or their files are too large
     */
    public Export write(String group, Content content) throws IOException {
        var place = groups.enter(group);
        var bytes = new SpooledBytes(files);
        try {
            try (var _ = queries.enter(group)) {
                content.writeTo(bytes.write());
            }
            return new Export(place, bytes);
        } catch (IOException | RuntimeException failed) {
            bytes.close();
            place.close();
            throw failed;
        }
    }

    /** A buffered export. */
    public final class Export implements Closeable {

        private final BoundedLanes.Place place;
        private final SpooledBytes bytes;

        private Export(BoundedLanes.Place place, SpooledBytes bytes) {
            this.place = place;
            this.bytes = bytes;
        }

        /** Returns the size in bytes. */
        public long size() {
            return bytes.size();
        }

        /**
         * Sends the export.
         *
         * @throws IOException also if the reader takes longer than a minute plus a second for each 64 KiB
         */
        public void sendTo(OutputStream out) throws IOException {
            var latest = clock.instant().plus(SHORTEST_TIME).plusSeconds(size() / FEWEST_BYTES_A_SECOND);
            try (var in = bytes.read()) {
                for (var part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
                    if (clock.instant().isAfter(latest)) {
                        throw new IOException("The export was read too slowly");
                    }
                    out.write(part);
                }
            }
        }

        @Override
        public void close() throws IOException {
            place.close();
            bytes.close();
        }
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                "As many exports of yours are under way as are made at once. Wait until one of them has arrived and try again.");
    }

    private static ProblemException full() {
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                "The exports that are being read take as much room as the server has for them. Try again later, or narrow what is exported.");
    }
}
