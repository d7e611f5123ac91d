package io.drawdown.usage.internal.imports;

import io.drawdown.base.OwnerOnlyFiles;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The folder that holds the unpacked files of imports that wait or run. */
@Component
public class ImportSpool {

    private static final String SUFFIX = ".history";
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long SPACE_CHECK_BYTES = 64L << 20;

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
     * Stores a file, unpacked and in UTF-8.
     *
     * @throws ProblemException if it is empty, too large, or can't be unpacked; nothing is kept then
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

    /** Gives a stored file a second name, so that each import deletes its own. */
    public String share(String name) throws IOException {
        var shared = UUID.randomUUID().toString();
        try {
            Files.createLink(file(shared), file(name));
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            requireFreeSpace();
            Files.copy(file(name), file(shared));
        }
        return shared;
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
        try (var history = UploadedHistory.open(upload);
                var out = Files.newOutputStream(file)) {
            var bytes = copy(history, out);
            if (bytes == 0) {
                throw ProblemException.forField(ProblemType.INVALID, "file", "The file is empty.");
            }
            return bytes;
        }
    }

    private long copy(UploadedHistory history, OutputStream out) throws IOException {
        var most = settings.maxBytes().toBytes();
        var buffer = new byte[BUFFER_BYTES];
        var bytes = 0L;
        var lines = 0L;
        for (var read = history.read(buffer); read >= 0; read = history.read(buffer)) {
            if (bytes / SPACE_CHECK_BYTES != (bytes + read) / SPACE_CHECK_BYTES) {
                requireFreeSpace();
            }
            bytes += read;
            if (bytes > most) {
                throw tooLarge("The file is larger, unpacked, than the " + most
                        + " bytes that this server takes at once (drawdown.imports.max-bytes). Import it in parts.");
            }
            lines += countLines(buffer, read);
            if (lines > settings.maxLines()) {
                throw tooLarge("The file has more than the " + settings.maxLines()
                        + " lines that this server takes at once (drawdown.imports.max-lines). Import it in parts.");
            }
            history.requireModestExpansion(bytes);
            out.write(buffer, 0, read);
        }
        return bytes;
    }

    private static long countLines(byte[] buffer, int length) {
        var lines = 0L;
        for (var index = 0; index < length; index++) {
            if (buffer[index] == '\n') {
                lines++;
            }
        }
        return lines;
    }

    static ProblemException tooLarge(String detail) {
        return ProblemException.forField(ProblemType.CONTENT_TOO_LARGE, "file", detail);
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

    private Path file(String name) {
        return settings.folder().resolve(name + SUFFIX);
    }

    private static Instant lastWritten(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }
}
