package io.breakwater.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 sections 4 and 5, as the grammar of what upstreams answer. */
class ResponseHeadGrammarTest {
    /** Whether no byte of a head, which come one by one or together, is out of place. */
    private static boolean isHead(String text, boolean together) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        ResponseHeadGrammar grammar = new ResponseHeadGrammar();
        grammar.expect();
        if (together) {
            return grammar.follows(bytes, 0, bytes.limit());
        }
        boolean follows = true;
        for (int i = 0; i < bytes.limit() && follows; i++) {
            follows = grammar.follows(bytes, i, i + 1);
        }
        return follows;
    }

    @ParameterizedTest(name = "{0} is a head, or the beginning of one")
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.0 200 \r\n\r\n",
                "HTTP/1.7 999 \tNicht gut, \u00e4h\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\r\nC:\r\nD: \r\nE:\te \t e\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\td\r\nE: f\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n\0\0\0\0\0",
                "HTTP/1.1 200 OK\r\ncontent-length:  123456789012345678 \t\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n \r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Lengths: x\r\nX-Content-Length: x\r\nContent-: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\n!#$%&'*+-.^_`|~aZ09: x\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\0",
                "HTTP/1.1 200 OK\r\nA: \u0080\u00ff\r\n\r\n",
                "HTTP/1.1 200 OK\r\nCont",
                "HTT",
                ""
            })
    void accepts(String text) {
        assertThat(isHead(text, true)).isTrue();
        assertThat(isHead(text, false)).isTrue();
    }

    @ParameterizedTest(name = "{0} is none")
    @ValueSource(
            strings = {
                "http/1.1 200 OK\r\n\r\n",
                "HTTP/2.0 200 OK\r\n\r\n",
                "HTTP/1.11 200 OK\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "HTTP/1.1\t200 OK\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 020 OK\r\n\r\n",
                "HTTP/1.1 -20 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 200\r\n\r\n",
                "HTTP/1.1 200 O\0K\r\n\r\n",
                "HTTP/1.1 200 OK\n\n",
                "HTTP/1.1 200 OK\r\r\n\r\n",
                "HTTP/1.1 200 OK\r\n A: b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
                "HTTP/1.1 200 OK\r\n: b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA\u00e9: b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\nC: d\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\rC: d\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: \u007f\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\r\n\rx",
                "HTTP/1.1 200 OK\r\nContent-Length: 1 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1,1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nCONTENT-LENGTH: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1234567890123456789\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n\0",
                "\0"
            })
    void refuses(String text) {
        assertThat(isHead(text, true)).isFalse();
        assertThat(isHead(text, false)).isFalse();
    }
}
