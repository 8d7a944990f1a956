package io.breakwater.testsuite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import io.breakwater.testsuite.peers.RawUpstream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P-10, P-14, P-15: an upstream that stops, resets or falls silent at each boundary of an answer, or answers what is none. */
class UpstreamFaultsTest {
    private static final Map<String, String> BEGINNINGS =
            Map.ofEntries(
                    Map.entry("nothing", ""),
                    Map.entry("half a status line", "HTTP/1.1 2"),
                    Map.entry("a status line", "HTTP/1.1 200 OK\r\n"),
                    Map.entry("half a head", "HTTP/1.1 200 OK\r\nContent-Le"),
                    Map.entry("a head", length("10") + "\r\n"),
                    Map.entry("half a body", length("10") + "\r\n12345"),
                    Map.entry("a chunked head", chunked()),
                    Map.entry("half a chunk size", chunked() + "1"),
                    Map.entry("half a chunk", chunked() + "a\r\n12345"),
                    Map.entry("no last chunk", chunked() + "5\r\n12345\r\n"),
                    Map.entry("half the trailers", chunked() + "5\r\n12345\r\n0\r\nA: b\r\n"),
                    Map.entry("only a 103", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
                    Map.entry("a body without length", "HTTP/1.1 200 OK\r\n\r\n12345"));

    private static final Map<String, String> ANSWERS =
            Map.ofEntries(
                    Map.entry("a length", length("5") + "\r\n12345"),
                    Map.entry("chunks", chunked() + "5\r\n12345\r\n0\r\n\r\n"),
                    Map.entry(
                            "a 103 first",
                            "HTTP/1.1 103 Early Hints\r\n\r\n" + length("5") + "\r\n12345"),
                    Map.entry(
                            "a 100 that nobody asked for",
                            "HTTP/1.1 100 Continue\r\n\r\n" + length("5") + "\r\n12345"),
                    Map.entry(
                            "no content with a length",
                            "HTTP/1.1 204 None\r\nContent-Length: 5\r\n\r\n"),
                    Map.entry("two lengths", length("5") + "Content-Length: 6\r\n\r\n123456"),
                    Map.entry(
                            "a length and chunks",
                            length("5")
                                    + "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n"),
                    Map.entry("a length with a sign", length("+5") + "\r\n12345"),
                    Map.entry("a length that is a word", length("five") + "\r\n12345"),
                    Map.entry("a size that is none", chunked() + "xyz\r\n12345\r\n0\r\n\r\n"),
                    Map.entry(
                            "a chunk with more data than its size says",
                            chunked() + "5\r\n1234567\r\n0\r\n\r\n"),
                    Map.entry("a line without a colon", "HTTP/1.1 200 OK\r\nbad line\r\n\r\n"),
                    Map.entry("no HTTP", "220 mail.example ESMTP\r\n\r\n"),
                    Map.entry(
                            "another protocol that nobody asked for",
                            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"));

    private enum End {
        CLOSES,
        RESETS,
        STALLS
    }

    @AutoClose private static RawUpstream upstream;
    @AutoClose private static BreakwaterProcess breakwater;

    @BeforeAll
    static void start() {
        upstream = RawUpstream.start();
        breakwater =
                BreakwaterProcess.startServer(
                        "--proxy-mount-point", "/", upstream.url(), "--proxy-timeout", "1");
    }

    private static String length(String length) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n";
    }

    private static String chunked() {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    @ParameterizedTest(name = "after {0} it closes: {1}, resets: {2}, falls silent: {3}")
    @CsvSource({
        "nothing, 502, 502, 504",
        "half a status line, 502, 502, 504",
        "a status line, 502, 502, 504",
        "half a head, 502, 502, 504",
        "a head, cut, cut, cut",
        "half a body, cut, cut, cut",
        "a chunked head, cut, cut, cut",
        "half a chunk size, cut, cut, cut",
        "half a chunk, cut, cut, cut",
        "no last chunk, cut, cut, cut",
        "half the trailers, cut, cut, cut",
        "only a 103, 502, 502, 504",
        "a body without length, 200 12345, cut, cut"
    })
    @DisplayName("an upstream that stops in the midst of an answer")
    void stops(String after, String closes, String resets, String silent) {
        String bytes = BEGINNINGS.get(after);
        assertThat(result(bytes, End.CLOSES)).as("closes").isEqualTo(closes);
        assertThat(result(bytes, End.RESETS)).as("resets").isEqualTo(resets);
        assertThat(result(bytes, End.STALLS)).as("falls silent").isEqualTo(silent);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "a length, 200 12345",
        "chunks, 200 12345",
        "a 103 first, 200 12345",
        "a 100 that nobody asked for, 200 12345",
        "no content with a length, 204",
        "two lengths, 502",
        "a length and chunks, 502",
        "a length with a sign, 502",
        "a length that is a word, 502",
        "a size that is none, 502",
        "a chunk with more data than its size says, 502",
        "a line without a colon, 502",
        "no HTTP, 502",
        "another protocol that nobody asked for, 502"
    })
    @DisplayName("an upstream that answers")
    void answers(String name, String expected) {
        assertThat(result(ANSWERS.get(name), End.CLOSES)).isEqualTo(expected);
    }

    /** Status and body, or {@code cut} if the client can see that something is missing. */
    private static String result(String bytes, End end) {
        upstream.script("/x", (request, connection) -> play(bytes, end, connection));
        try (RawClient client = RawClient.connect(breakwater.port())) {
            RawResponse response = client.get("www.example.com", "/x");
            boolean whole = response.status() < 300;
            return (response.status() + " " + (whole ? response.text() : "")).trim();
        } catch (UncheckedIOException ended) {
            assertThat(ended.getCause()).isInstanceOfAny(EOFException.class, SocketException.class);
            return "cut";
        }
    }

    private static boolean play(String bytes, End end, Socket connection) throws IOException {
        RawUpstream.write(connection, bytes);
        if (end == End.RESETS) {
            connection.setOption(StandardSocketOptions.SO_LINGER, 0);
        } else if (end == End.STALLS) {
            assertThat(connection.getInputStream().read()).isNegative();
        }
        return false;
    }
}
