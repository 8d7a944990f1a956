package io.breakwater.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.net.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the embedded server listens, as it is written. */
class ListenAddressTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "127.0.0.1:8080",
                "[::1]:0",
                "*:65535",
                "localhost:80",
                "unix:/run/breakwater.sock",
                "unix:/run/\u05e4 b"
            })
    void is_read_and_printed(String text) {
        assertThat(ListenAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "::1:80, is an IPv6 address without brackets",
        "127.0.0.1, is not an address and port to listen on",
        "127.0.0.1:65536, is not an address and port to listen on",
        "www.example.com:80, is not an address and port to listen on",
        "unix:run/x, is not an absolute path of at most 106 bytes",
        "unix:/run/, is not an absolute path of at most 106 bytes"
    })
    void is_refused(String text, String problem) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOf(InvalidValue.class)
                .hasMessage(problem);
    }

    @ParameterizedTest(name = "a control character, number {0}")
    @ValueSource(chars = {'\0', '\u0002', '\n', '\u001b', '\u007f', '\u009b'})
    void has_no_controls_that_would_come_into_the_log(char control) {
        assertThatThrownBy(() -> ListenAddress.parse("unix:/run/" + control))
                .hasMessage("has a control character in its path");
    }

    @Test
    void a_path_is_as_long_as_a_socket_may_have() {
        String longest = "unix:/" + "x".repeat(105);
        assertThat(ListenAddress.parse(longest)).hasToString(longest);
        assertThatThrownBy(() -> ListenAddress.parse(longest + "x"))
                .isInstanceOf(InvalidValue.class);
    }
}
