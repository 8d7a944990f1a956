package io.breakwater.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P-13: bodies that come in pieces, compressed or not, within bounded memory. */
class HtmlBodyTest {
    private static final String PAGE = "<a href=/x>".repeat(3_000) + "\u00e9</a>";
    private static final String REWRITTEN = PAGE.replace("/x", "/app/x");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What a stream of java.util.zip makes of bytes. */
    private interface Compressing {
        OutputStream into(ByteArrayOutputStream target) throws IOException;
    }

    private static byte[] compressed(byte[] plain, Compressing compressing) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (OutputStream stream = compressing.into(target)) {
            stream.write(plain);
        }
        return target.toByteArray();
    }

    private static byte[] compressed(byte[] plain, ContentCoding coding) throws IOException {
        return switch (coding) {
            case IDENTITY -> plain;
            case GZIP -> compressed(plain, GZIPOutputStream::new);
            case DEFLATE -> compressed(plain, DeflaterOutputStream::new);
        };
    }

    private static String plain(byte[] body, ContentCoding coding) throws IOException {
        InputStream raw = new ByteArrayInputStream(body);
        try (InputStream stream =
                switch (coding) {
                    case IDENTITY -> raw;
                    case GZIP -> new GZIPInputStream(raw);
                    case DEFLATE -> new InflaterInputStream(raw);
                }) {
            return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** What comes out, taken as soon as it is there; {@code largest[0]} is the largest piece of it. */
    private static byte[] through(ContentCoding coding, byte[] body, int maxPiece, int... largest)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Random random = new Random(maxPiece);
        try (HtmlBody page = HtmlBody.of(coding, Upstream.URLS, false)) {
            ByteBuffer source = ByteBuffer.wrap(body);
            while (source.hasRemaining()) {
                int end = Math.min(body.length, source.position() + 1 + random.nextInt(maxPiece));
                source.limit(end);
                while (source.hasRemaining()) {
                    page.take(source);
                    drain(page, out, largest);
                }
                source.limit(body.length);
            }
            page.end();
            while (!page.advance()) {
                drain(page, out, largest);
            }
            drain(page, out, largest);
        }
        return out.toByteArray();
    }

    private static void drain(HtmlBody page, ByteArrayOutputStream out, int... largest) {
        ByteBuffer ready = page.output();
        int count = ready.remaining();
        out.write(ready.array(), ready.position(), count);
        page.sent(count);
        if (largest.length > 0) {
            largest[0] = Math.max(largest[0], count);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(ContentCoding.class)
    @DisplayName("in any coding and any pieces, the same page comes out, in the same coding")
    void codings(ContentCoding coding) throws IOException {
        byte[] body = compressed(bytes(PAGE), coding);
        for (int maxPiece : new int[] {1, 7, 1_000, 100_000}) {
            assertThat(plain(through(coding, body, maxPiece), coding)).isEqualTo(REWRITTEN);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(ContentCoding.class)
    @DisplayName("what was taken can be read at once, but for a URL that has not ended")
    void promptly(ContentCoding coding) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        try (HtmlBody page = HtmlBody.of(coding, Upstream.URLS, false);
                OutputStream upstream =
                        switch (coding) {
                            case IDENTITY -> source;
                            case GZIP -> new GZIPOutputStream(source, true);
                            case DEFLATE -> new DeflaterOutputStream(source, true);
                        }) {
            upstream.write(bytes("<p>first</p><a href='/x"));
            upstream.flush();
            page.take(ByteBuffer.wrap(source.toByteArray()));
            drain(page, out);
            byte[] sent = out.toByteArray();
            byte[] seen = new byte[21];
            InputStream raw = new ByteArrayInputStream(sent);
            InputStream client =
                    switch (coding) {
                        case IDENTITY -> raw;
                        case GZIP -> new GZIPInputStream(raw);
                        case DEFLATE -> new InflaterInputStream(raw);
                    };
            assertThat(client.readNBytes(seen, 0, seen.length)).isEqualTo(seen.length);
            assertThat(new String(seen, StandardCharsets.US_ASCII))
                    .isEqualTo("<p>first</p><a href='");
        }
    }

    @Test
    @DisplayName("deflate without zlib's frame is understood, and sent with it")
    void rawDeflate() throws IOException {
        byte[] raw =
                compressed(
                        bytes(PAGE),
                        target -> new DeflaterOutputStream(target, new Deflater(6, true)));
        assertThat(plain(through(ContentCoding.DEFLATE, raw, 9), ContentCoding.DEFLATE))
                .isEqualTo(REWRITTEN);
    }

    /** A gzip member whose header has these flags and everything that they announce. */
    private static byte[] member(String text, int flags) throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        member.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, 3});
        member.writeBytes((flags & 4) != 0 ? new byte[] {3, 0, 8, 0, 9} : new byte[0]);
        member.writeBytes((flags & 8) != 0 ? bytes("index.html\0") : new byte[0]);
        member.writeBytes((flags & 16) != 0 ? bytes("\0") : new byte[0]);
        member.writeBytes((flags & 2) != 0 ? new byte[] {7, 7} : new byte[0]);
        byte[] plain = bytes(text);
        member.writeBytes(
                compressed(
                        plain, target -> new DeflaterOutputStream(target, new Deflater(6, true))));
        CRC32 crc = new CRC32();
        crc.update(plain);
        ByteBuffer trailer = ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        member.writeBytes(trailer.putInt((int) crc.getValue()).putInt(plain.length).array());
        return member.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @ParameterizedTest(name = "flags {0}")
    @ValueSource(ints = {0, 1, 2, 4, 8, 16, 12, 24, 30, 31})
    @DisplayName("gzip headers with everything that they may have")
    void gzipHeaders(int flags) throws IOException {
        for (int maxPiece : new int[] {1, 3, 10_000}) {
            byte[] out = through(ContentCoding.GZIP, member(PAGE, flags), maxPiece);
            assertThat(plain(out, ContentCoding.GZIP)).isEqualTo(REWRITTEN);
        }
    }

    @Test
    @DisplayName("several gzip members are one page, and zeros behind them are nothing")
    void members() throws IOException {
        byte[] body = joined(member("<a hr", 0), member("ef=/x>", 8), new byte[5]);
        for (int maxPiece : new int[] {1, 3, 10_000}) {
            assertThat(plain(through(ContentCoding.GZIP, body, maxPiece), ContentCoding.GZIP))
                    .isEqualTo("<a href=/app/x>");
        }
    }

    @Test
    @DisplayName(
            "an attacker's gzip that is none, is cut off, or does not add up, is an error and no page")
    void broken() throws IOException {
        byte[] whole = member(PAGE, 0);
        byte[] otherSum = whole.clone();
        otherSum[whole.length - 6] ^= 1;
        byte[] otherSize = whole.clone();
        otherSize[whole.length - 1] ^= 1;
        byte[] otherData = whole.clone();
        otherData[20] ^= 0x55;
        byte[][] bodies = {
            bytes(PAGE),
            java.util.Arrays.copyOf(whole, whole.length - 1),
            java.util.Arrays.copyOf(whole, whole.length / 2),
            java.util.Arrays.copyOf(whole, 9),
            otherSum,
            otherSize,
            otherData,
        };
        for (byte[] body : bodies) {
            assertThatThrownBy(() -> through(ContentCoding.GZIP, body, 1_000))
                    .isInstanceOf(BrokenBody.class);
        }
        assertThatThrownBy(() -> through(ContentCoding.DEFLATE, bytes(PAGE), 1_000))
                .isInstanceOf(BrokenBody.class);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(ContentCoding.class)
    @DisplayName("a body without a byte stays one")
    void empty(ContentCoding coding) throws IOException {
        assertThat(through(coding, new byte[0], 1)).isEmpty();
    }

    @Test
    @DisplayName(
            "an attacker's gzip bomb, a thousand times as large as it looks, goes through in small pieces")
    void bomb() throws IOException {
        byte[] bomb = compressed(new byte[50 * 1024 * 1024], ContentCoding.GZIP);
        int[] largest = new int[1];
        byte[] out = through(ContentCoding.GZIP, bomb, 16 * 1024, largest);
        assertThat(largest[0]).isLessThan(64 * 1024);
        assertThat(plain(out, ContentCoding.GZIP).length()).isEqualTo(50 * 1024 * 1024);
    }

    @Test
    @DisplayName("nor does a page of nothing but URLs make more than a bounded output at a time")
    void urlsOnly() throws IOException {
        byte[] urls = bytes("<a href=/>".repeat(500_000));
        for (ContentCoding coding : ContentCoding.values()) {
            int[] largest = new int[1];
            through(coding, compressed(urls, coding), 16 * 1024, largest);
            assertThat(largest[0]).isLessThan(64 * 1024);
        }
    }
}
