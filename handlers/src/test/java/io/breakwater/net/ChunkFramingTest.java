package io.breakwater.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 section 7.1, in one way of writing it. */
class ChunkFramingTest {
    private final ChunkFraming framing = new ChunkFraming();

    private boolean follow(String text) {
        return framing.follow(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\r\n\r\n",
                "5\r\n12345\r\n0\r\n\r\n",
                "A\r\n0123456789\r\na\r\n0123456789\r\n000\r\n\r\n",
                "5;a=b;c=\"d\"\r\n12345\r\n0;e\r\n\r\n",
                "5 \r\n12345\r\n0\r\n\r\n",
                "0\r\nA: b\r\nC:\r\n\r\n",
                "0\r\n\r\nGET / HTTP/1.1\r\n"
            })
    void a_body_is_followed_to_its_end(String body) {
        assertThat(follow(body)).isTrue();
        assertThat(framing.isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5\r", "5\r\n123", "5\r\n12345\r\n", "0\r\n", "0\r\nA: b\r\n"})
    void a_part_of_a_body_is_in_order(String part) {
        assertThat(follow(part)).isTrue();
        assertThat(framing.isComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "0x5\r\n",
                "0_2e\r\n",
                "+5\r\n",
                "-0x0\r\n",
                " 5\r\n",
                "5\n12345\n",
                "5\r\r;ABCD\r\n",
                "2\r\r;a\r\n",
                "5;a=b\r\rX",
                "5;a\n",
                "5;a\u0000b\r\n",
                "5 5\r\n",
                "5\r\n123456\r\n",
                "5\r\n12345\n",
                "5\r\n123450\r\n",
                "0000000000000001\r\n",
                "10000000000000005\r\n",
                "Z\r\n",
                "0\r\n A: b\r\n\r\n",
                "0\r\nA : b\r\n\r\n",
                "0\r\nA\r\n\r\n",
                "0\r\nA: b\rC: d\r\n\r\n",
                "0\r\nA: b\n\n",
                "0\r\n\n"
            })
    void anything_else_is_refused(String body) {
        assertThat(follow(body)).isFalse();
        assertThat(framing.isComplete()).isFalse();
        assertThat(follow("0\r\n\r\n")).isFalse();
    }

    @Test
    void data_that_somebody_else_has_read_is_counted() {
        assertThat(follow("8\r\n12")).isTrue();
        assertThat(framing.dataBytes()).isEqualTo(2);
        assertThat(framing.followData(6)).isTrue();
        assertThat(framing.dataBytes()).isEqualTo(8);
        assertThat(follow("\r\n0\r\n\r\n")).isTrue();
        assertThat(framing.isComplete()).isTrue();
    }

    @Test
    void nobody_can_have_read_more_than_a_chunk_has() {
        assertThat(follow("8\r\n12")).isTrue();
        assertThat(framing.followData(7)).isFalse();
        assertThat(follow("\r\n")).isFalse();
    }
}
