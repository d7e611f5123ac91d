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

/**
 * Bytes that are written once and then read. The first are held in memory, larger content in a temporary file that is
 * deleted on close.
 */
public final class SpooledBytes implements Closeable {

    private static final int IN_MEMORY = 64 * 1024;

    private final Quota quota;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(1024);
    private @Nullable FileChannel file;
    private long size;

    /** Creates an empty buffer whose file counts against the quota. */
    public SpooledBytes(Quota quota) {
        this.quota = quota;
    }

    /** A limit on the total bytes of all files. */
    public interface Quota {

        /**
         * Takes bytes from the quota.
         *
         * @throws io.drawdown.base.ProblemException if not enough are free
         */
        void take(int bytes);

        /** Returns bytes to the quota. */
        void giveBack(long bytes);
    }

    /** Returns the number of bytes written. */
    public long size() {
        return size;
    }

    /** Returns a stream that appends; closing it does nothing. */
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

    /** Returns a stream of all bytes from the start; closing it does nothing. */
    public InputStream read() throws IOException {
        if (file == null) {
            return new ByteArrayInputStream(memory.toByteArray());
        }
        file.position(0);
        return new FilterInputStream(Channels.newInputStream(file)) {
            @Override
            public void close() {
                // The file may be read again.
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
