package io.drawdown.base.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Bytes that are written once and then read: the first are in memory, more of them in a file that is gone once this is closed. */
public final class SpooledBytes implements Closeable {

    private static final int IN_MEMORY = 64 * 1024;

    private final Quota quota;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(1024);
    private @Nullable FileChannel file;
    private long size;

    /** Nothing yet, whose file may have as many bytes as the quota gives. */
    public SpooledBytes(Quota quota) {
        this.quota = quota;
    }

    /** How many bytes all files may have together. */
    public interface Quota {

        /** Takes so many; @throws ProblemException if they aren't free */
        void take(int bytes);

        /** Gives back what was taken. */
        void giveBack(long bytes);
    }

    /** How many bytes were written. */
    public long size() {
        return size;
    }

    /** Writes after what was written before; closing it does nothing. */
    public OutputStream write() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                SpooledBytes.this.write(bytes, offset, length);
            }
        };
    }

    /** All bytes, from the first on; closing it does nothing. */
    public InputStream read() throws IOException {
        if (file == null) {
            return new ByteArrayInputStream(memory.toByteArray());
        }
        file.position(0);
        return new FilterInputStream(Channels.newInputStream(file)) {
            @Override
            public void close() {
                // The file is read again.
            }
        };
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            quota.giveBack(size);
            file = null;
            size = 0;
        }
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && size + length > IN_MEMORY) {
            file = temporaryFile();
            var kept = memory.toByteArray();
            memory = new ByteArrayOutputStream(0);
            size = 0;
            append(file, kept, 0, kept.length);
        }
        if (file == null) {
            memory.write(bytes, offset, length);
            size += length;
        } else {
            append(file, bytes, offset, length);
        }
    }

    private void append(FileChannel file, byte[] bytes, int offset, int length) throws IOException {
        quota.take(length);
        size += length;
        var buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    private static FileChannel temporaryFile() throws IOException {
        var path = Files.createTempFile("drawdown-spool", null);
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }
}
