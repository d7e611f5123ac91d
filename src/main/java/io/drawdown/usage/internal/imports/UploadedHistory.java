package io.drawdown.usage.internal.imports;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.commons.io.input.ReaderInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an uploaded file as UTF-8: it unpacks gzip and a zip with one file, and converts UTF-16 that begins with its
 * byte order mark. Refuses other archives and encodings, and what unpacks to far more than a log does.
 */
final class UploadedHistory implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAGIC_BYTES = 512;

    /** Logs compress to a twentieth or so; deflate can't do more than a thousandth. */
    private static final long MAX_EXPANSION = 200;

    private static final long MIN_BYTES_TO_CHECK = 64L << 20;
    private static final int MAX_IGNORED_ENTRIES = 100;
    private static final long MAX_IGNORED_BYTES = 1 << 20;

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
    private static final List<Unsupported> UNSUPPORTED = List.of(
            new Unsupported("\u00fd7zXZ\0", "packed with xz", "Unpack it with 'xz -d'"),
            new Unsupported("BZh", "packed with bzip2", "Unpack it with 'bzip2 -d'"),
            new Unsupported("(\u00b5/\u00fd", "packed with zstd", "Unpack it with 'zstd -d'"),
            new Unsupported("7z\u00bc\u00af'\u001c", "a 7z archive", "Unpack it"),
            new Unsupported("Rar!", "a rar archive", "Unpack it"),
            new Unsupported("\u00d0\u00cf\u0011\u00e0", "an Excel workbook", "Save it as CSV UTF-8"),
            new Unsupported("%PDF", "a PDF", "Export the data as CSV"),
            new Unsupported("\u00ff\u00fe\0\0", "encoded in UTF-32", "Save it as UTF-8"),
            new Unsupported("\0\0\u00fe\u00ff", "encoded in UTF-32", "Save it as UTF-8"));

    private final BoundedInputStream received;
    private final InputStream text;

    /** A format that isn't read. Its files start with {@code magic}, one character a byte. */
    private record Unsupported(String magic, String seen, String advice) {}

    private UploadedHistory(BoundedInputStream received, InputStream text) {
        this.received = received;
        this.text = text;
    }

    /**
     * Opens an upload.
     *
     * @throws ProblemException if it isn't text and can't be unpacked
     */
    static UploadedHistory open(InputStream upload) throws IOException {
        try {
            var received = BoundedInputStream.builder().setInputStream(upload).get();
            return new UploadedHistory(received, decode(unpack(buffered(received))));
        } catch (EOFException | ZipException broken) {
            throw damaged();
        }
    }

    int read(byte[] buffer) throws IOException {
        try {
            return text.read(buffer);
        } catch (EOFException | ZipException broken) {
            throw damaged();
        }
    }

    /** Requires that unpacking has given no more than a log can have. */
    void requireModestExpansion(long bytes) throws IOException {
        if (bytes > MIN_BYTES_TO_CHECK && bytes / MAX_EXPANSION > received.getCount()) {
            throw ImportSpool.tooLarge("The file unpacks to more than " + MAX_EXPANSION
                    + " times its size, as no history of jobs does. Unpack it, and import it in parts.");
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private static InputStream unpack(BufferedInputStream in) throws IOException {
        var start = peek(in);
        if (startsWith(start, GZIP)) {
            return requireNotPacked(buffered(new GZIPInputStream(in, BUFFER_BYTES)));
        }
        if (startsWith(start, ZIP) || startsWith(start, EMPTY_ZIP)) {
            return requireNotPacked(buffered(new OnlyEntry(new ZipInputStream(in))));
        }
        return in;
    }

    private static InputStream requireNotPacked(BufferedInputStream unpacked) throws IOException {
        var start = peek(unpacked);
        if (startsWith(start, GZIP) || startsWith(start, ZIP)) {
            throw refused("The file is packed twice. Unpack it once, and send it again.");
        }
        return unpacked;
    }

    private static InputStream decode(InputStream unpacked) throws IOException {
        var in = buffered(unpacked);
        var start = peek(in);
        for (var unsupported : UNSUPPORTED) {
            if (startsWith(start, unsupported.magic().getBytes(StandardCharsets.ISO_8859_1))) {
                throw refused("The file is " + unsupported.seen() + ". " + unsupported.advice()
                        + ", and send text, as it is, gzipped, or as the only file of a zip.");
            }
        }
        if (startsWith(start, bytes(0xff, 0xfe))) {
            return toUtf8(in, StandardCharsets.UTF_16LE);
        }
        if (startsWith(start, bytes(0xfe, 0xff))) {
            return toUtf8(in, StandardCharsets.UTF_16BE);
        }
        if (looksLikeUtf16(start)) {
            throw refused(
                    "The file looks like UTF-16 without its byte order mark. Save it as UTF-8, and send it again.");
        }
        return in;
    }

    private static InputStream toUtf8(InputStream in, Charset charset) throws IOException {
        in.skipNBytes(2);
        return ReaderInputStream.builder()
                .setReader(new InputStreamReader(in, charset))
                .setCharset(StandardCharsets.UTF_8)
                .get();
    }

    /** Returns whether each second byte of a text in Latin letters is zero. */
    private static boolean looksLikeUtf16(byte[] start) {
        if (start.length < 4) {
            return false;
        }
        var zeros = new int[2];
        for (var index = 0; index < start.length; index++) {
            zeros[index % 2] += start[index] == 0 ? 1 : 0;
        }
        var half = start.length / 2;
        return Math.max(zeros[0], zeros[1]) > half * 3 / 4 && Math.min(zeros[0], zeros[1]) == 0;
    }

    private static BufferedInputStream buffered(InputStream in) {
        return in instanceof BufferedInputStream already ? already : new BufferedInputStream(in, BUFFER_BYTES);
    }

    private static byte[] peek(BufferedInputStream in) throws IOException {
        in.mark(MAGIC_BYTES);
        var start = in.readNBytes(MAGIC_BYTES);
        in.reset();
        return start;
    }

    private static boolean startsWith(byte[] start, byte[] magic) {
        return start.length >= magic.length && Arrays.mismatch(start, 0, magic.length, magic, 0, magic.length) < 0;
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (var index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }

    private static ProblemException damaged() {
        return refused(
                "The file begins as gzip or zip does, but can't be unpacked: it is damaged, was cut off, or needs a password. "
                        + "Nothing was imported. Check it with 'gzip --test' or 'unzip -t' and send it again.");
    }

    private static ProblemException refused(String detail) {
        return ProblemException.forField(ProblemType.INVALID, "file", detail);
    }

    /** The only file in a zip, apart from folders and what operating systems add. */
    private static final class OnlyEntry extends InputStream {

        private final ZipInputStream zip;
        private int ignored;

        OnlyEntry(ZipInputStream zip) throws IOException {
            this.zip = zip;
            var entry = nextFile();
            if (entry == null) {
                throw refused("The zip has no file in it.");
            }
            if (entry.getName().equals("[Content_Types].xml") || entry.getName().startsWith("_rels/")) {
                throw refused("The file is an Excel workbook. Save it as CSV UTF-8, and send that.");
            }
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = zip.read(buffer, offset, length);
            if (read < 0 && nextFile() != null) {
                throw refused("The zip has more than one file. Send each as an import of its own.");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }

        private @Nullable ZipEntry nextFile() throws IOException {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!isIgnored(entry)) {
                    return entry;
                }
                ignored++;
                if (ignored > MAX_IGNORED_ENTRIES || zip.skip(MAX_IGNORED_BYTES) == MAX_IGNORED_BYTES) {
                    throw refused("The zip archive has many other entries. Send the file by itself.");
                }
            }
            return null;
        }

        private static boolean isIgnored(ZipEntry entry) {
            var name = entry.getName();
            return entry.isDirectory()
                    || name.startsWith("__MACOSX/")
                    || name.endsWith(".DS_Store")
                    || name.endsWith("Thumbs.db");
        }
    }
}
