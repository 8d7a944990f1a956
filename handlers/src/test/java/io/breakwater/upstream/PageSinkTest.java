package io.breakwater.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.rewrite.ContentCoding;
import io.breakwater.rewrite.HtmlBody;
import io.breakwater.rewrite.PageUrls;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xnio.conduits.StreamSinkConduit;

/** P-13, P-18: in which writes a page goes to its client. */
class PageSinkTest {
    private static final String PAGE = "<a href=/x>y</a>";
    private static final String REWRITTEN = "<a href=/app/x>y</a>";
    private static final int UNKNOWN = -1;

    private final List<String> calls = new ArrayList<>();
    private int room = Integer.MAX_VALUE;

    private PageSink sink(long length) {
        PageUrls urls = new PageUrls(url -> "/app" + url, base -> false);
        HtmlBody body = HtmlBody.of(ContentCoding.IDENTITY, urls, false);
        return new PageSink(client(), body, length, () -> calls.add("broken"));
    }

    /** Tells what it was called for, and takes as much as there is room for. */
    private StreamSinkConduit client() {
        return (StreamSinkConduit)
                Proxy.newProxyInstance(
                        PageSinkTest.class.getClassLoader(),
                        new Class<?>[] {StreamSinkConduit.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "write", "writeFinal" ->
                                            take(method.getName(), (ByteBuffer) arguments[0]);
                                    case "terminateWrites" -> {
                                        calls.add("end");
                                        yield null;
                                    }
                                    case "flush" -> true;
                                    default -> throw new AssertionError(method);
                                });
    }

    private int take(String how, ByteBuffer source) {
        byte[] taken = new byte[Math.min(room, source.remaining())];
        source.get(taken);
        room -= taken.length;
        if (taken.length > 0) {
            calls.add(how + " " + new String(taken, StandardCharsets.ISO_8859_1));
        }
        return taken.length;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    @DisplayName("a page whose length is known goes out together with its end")
    void known() throws IOException {
        PageSink sink = sink(PAGE.length());
        assertThat(sink.write(bytes(PAGE))).isEqualTo(PAGE.length());
        assertThat(calls).isEmpty();
        sink.terminateWrites();
        assertThat(sink.flush()).isTrue();
        assertThat(calls).containsExactly("writeFinal " + REWRITTEN);
    }

    @Test
    @DisplayName("what comes before its last bytes goes out at once")
    void pieces() throws IOException {
        PageSink sink = sink(PAGE.length() * 2L);
        sink.write(bytes(PAGE));
        assertThat(calls).containsExactly("write " + REWRITTEN);
        sink.write(bytes(PAGE));
        sink.terminateWrites();
        assertThat(calls).containsExactly("write " + REWRITTEN, "writeFinal " + REWRITTEN);
    }

    @Test
    @DisplayName("a page whose length is not known goes out as it comes, and its end behind it")
    void unknown() throws IOException {
        PageSink sink = sink(UNKNOWN);
        sink.write(bytes(PAGE));
        assertThat(calls).containsExactly("write " + REWRITTEN);
        sink.terminateWrites();
        assertThat(calls).containsExactly("write " + REWRITTEN, "end");
    }

    @Test
    @DisplayName("a client that takes the last bytes in parts gets each once, and one end")
    void inParts() throws IOException {
        PageSink sink = sink(PAGE.length());
        sink.write(bytes(PAGE));
        room = 3;
        sink.terminateWrites();
        assertThat(sink.flush()).isFalse();
        room = Integer.MAX_VALUE;
        assertThat(sink.flush()).isTrue();
        assertThat(sink.flush()).isTrue();
        assertThat(calls)
                .containsExactly(
                        "writeFinal " + REWRITTEN.substring(0, 3),
                        "writeFinal " + REWRITTEN.substring(3));
    }

    @Test
    @DisplayName("who flushes before the end gets all that has come")
    void flushed() throws IOException {
        PageSink sink = sink(PAGE.length());
        sink.write(bytes(PAGE));
        assertThat(sink.flush()).isTrue();
        sink.terminateWrites();
        assertThat(calls).containsExactly("write " + REWRITTEN, "end");
    }
}
