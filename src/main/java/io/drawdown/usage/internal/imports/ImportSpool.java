package io.drawdown.usage.internal.imports;

import io.drawdown.base.OwnerOnlyFiles;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.stereotype.Component;

/** The folder that holds the unpacked files of imports that wait or run. */
@Component
public class ImportSpool {

    private static final String SUFFIX = ".history";
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long SPACE_CHECK_BYTES = 64L << 20;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final ImportSettings settings;
    private final Clock clock;

    ImportSpool(ImportSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A stored file, with its name in the folder and its size. */
    public record SpooledFile(String name, long bytes) {}

    /** A file being read. */
    public record OpenFile(FileChannel channel, InputStream stream) implements AutoCloseable {

        /** Returns the bytes that have been read. They are ahead of the processed rows by up to a buffer. */
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /**
     * Stores a file and unpacks it if it is gzip.
     *
     * @throws ProblemException if it is empty, too large, or broken gzip; nothing is kept then
     */
    public SpooledFile save(InputStream upload) throws IOException {
        OwnerOnlyFiles.createFolder(settings.folder());
        requireFreeSpace();
        var name = UUID.randomUUID().toString();
        var file = file(name);
        OwnerOnlyFiles.createFile(file);
        try {
            return new SpooledFile(name, copy(upload, file));
        } catch (IOException | RuntimeException refused) {
            Files.deleteIfExists(file);
            throw refused;
        }
    }

    /** Returns whether this server has the file. */
    public boolean contains(String name) {
        return Files.exists(file(name));
    }

    /** Opens a file at its beginning. */
    public OpenFile open(String name) throws IOException {
        var channel = FileChannel.open(file(name));
        return new OpenFile(channel, new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES));
    }

    /** Deletes a file. */
    public void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException inUse) {
            throw new UncheckedIOException(inUse);
        }
    }

    /** Deletes the files of uploads that broke off: those that are a day old and that no import needs. */
    public void deleteAbandoned(Set<String> needed) throws IOException {
        if (!Files.isDirectory(settings.folder())) {
            return;
        }
        var old = clock.instant().minus(ABANDONED_AFTER);
        try (var files = Files.newDirectoryStream(settings.folder(), "*" + SUFFIX)) {
            for (var file : files) {
                var name = file.getFileName().toString().replace(SUFFIX, "");
                if (!needed.contains(name) && lastWritten(file).isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private long copy(InputStream upload, Path file) throws IOException {
        try (var in = unpack(upload);
                var out = Files.newOutputStream(file)) {
            var bytes = copy(in, out);
            if (bytes == 0) {
                throw ProblemException.forField(ProblemType.INVALID, "file", "The file is empty.");
            }
            return bytes;
        } catch (EOFException | ZipException broken) {
            throw ProblemException.forField(
                    ProblemType.INVALID,
                    "file",
                    "The file begins as gzip does, but can't be unpacked: it is damaged or was cut off. Nothing was imported. "
                            + "Check it with 'gzip --test' and send it again.");
        }
    }

    private long copy(InputStream in, OutputStream out) throws IOException {
        var most = settings.maxBytes().toBytes();
        var buffer = new byte[BUFFER_BYTES];
        var bytes = 0L;
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (bytes / SPACE_CHECK_BYTES != (bytes + read) / SPACE_CHECK_BYTES) {
                requireFreeSpace();
            }
            bytes += read;
            if (bytes > most) {
                throw ProblemException.forField(
                        ProblemType.CONTENT_TOO_LARGE,
                        "file",
                        "The file is larger, unpacked, than the " + most
                                + " bytes that this server takes at once (drawdown.imports.max-bytes). Import it in parts.");
            }
            out.write(buffer, 0, read);
        }
        return bytes;
    }

    private void requireFreeSpace() throws IOException {
        var free = Files.getFileStore(settings.folder()).getUsableSpace();
        if (free < settings.keepFree().toBytes()) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "The disk for imports has " + free + " bytes left, and "
                            + settings.keepFree().toBytes()
                            + " are kept free (drawdown.imports.keep-free). Nothing was imported. Make room and "
                            + "send the file again.");
        }
    }

    private static InputStream unpack(InputStream upload) throws IOException {
        var in = new BufferedInputStream(upload, BUFFER_BYTES);
        in.mark(2);
        var magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    }

    private Path file(String name) {
        return settings.folder().resolve(name + SUFFIX);
    }

    private static Instant lastWritten(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }
}
