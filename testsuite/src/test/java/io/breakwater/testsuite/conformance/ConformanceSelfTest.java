package io.breakwater.testsuite.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runner finds what it is there to find. Variables are divided by {@code &&}. */
class ConformanceSelfTest {
    private static final String OWN =
            "status=200 && REMOTE_ADDR=127.0.0.1 && REMOTE_PORT=<peer-port> && HTTP_HOST=h:8080 && "
                    + "SERVER_NAME=h && SERVER_PORT=8080 && wsgi.url_scheme=http && SCRIPT_NAME=";

    private static final Request NO_LISTS =
            new Request("127.0.0.1", false, "GET / HTTP/1.1", List.of());
    private static final Request LIST =
            new Request(
                    "127.0.0.1",
                    false,
                    "GET / HTTP/1.1",
                    List.of(Map.entry("X-Forwarded-For", "1.1.1.1, 2.2.2.2")));

    private static SortedMap<String, String> variables(String text) {
        SortedMap<String, String> variables = new TreeMap<>();
        for (String variable : text.split(" && ")) {
            String[] pair = variable.split("=", 2);
            variables.put(pair[0], pair[1]);
        }
        return variables;
    }

    /** The server's own variables with others. */
    private static Outcome outcome(String more) {
        SortedMap<String, String> variables = variables(OWN);
        variables.putAll(variables(more));
        return new Outcome(variables);
    }

    private static Expected recorded(String more) {
        return new Expected(outcome(more).variables(), true);
    }

    @Nested
    class DifferencesAreFound {
        private static String differences(Expected recorded, Outcome actual) {
            return recorded.differencesIn(actual, outcome("status=200")).toString();
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                nothing differs             | status=200                  | status=200                         | {}
                a value                     | REMOTE_ADDR=1.1.1.1         | REMOTE_ADDR=2.2.2.2                | {REMOTE_ADDR=2.2.2.2}
                a header that is left       | status=200                  | HTTP_X_REAL_IP=1.1.1.1             | {HTTP_X_REAL_IP=1.1.1.1}
                a header that is gone       | HTTP_X_REAL_IP=1.1.1.1      | status=200                         | {HTTP_X_REAL_IP=(absent)}
                a header that is no such    | status=200                  | HTTP_COOKIE=x                      | {}
                a refusal                   | status=200                  | status=400 && malformed=Forwarded  | {malformed=Forwarded, status=400}
                another refusal             | status=400 && malformed=X   | status=400 && malformed=Forwarded  | {malformed=Forwarded}
                what is believed instead    | status=400                  | REMOTE_ADDR=1.1.1.1                | {REMOTE_ADDR=1.1.1.1, status=200}
                a start that is refused     | status=200                  | start=wrong                        | {start=wrong}
                a start that was refused    | start=wrong                 | start=accepted                     | {start=accepted}
                both refused the start      | start=wrong                 | start=bad                          | {}
                """)
        void each(String name, String recorded, String actual, String expected) {
            assertThat(differences(recorded(recorded), outcome(actual))).isEqualTo(expected);
        }

        @Test
        void theServersOwnNameIsPutIn() {
            Expected recorded = recorded("SERVER_PORT=" + Expected.OWN);
            assertThat(
                            differences(
                                    recorded.resolved(outcome("SERVER_PORT=81")),
                                    outcome("SERVER_PORT=81")))
                    .isEqualTo("{}");
            assertThat(
                            differences(
                                    recorded.resolved(outcome("SERVER_PORT=81")),
                                    outcome("SERVER_PORT=82")))
                    .isEqualTo("{SERVER_PORT=82}");
        }
    }

    private static List<String> found(Request received, String recorded, String actual) {
        return Credulity.in(received, recorded(recorded), outcome("status=200"), outcome(actual));
    }

    @Nested
    class CredulityIsFound {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                a client that was not believed         | status=200                                | REMOTE_ADDR=1.1.1.1
                another client                         | REMOTE_ADDR=2.2.2.2                       | REMOTE_ADDR=1.1.1.1
                a client of a refused request          | status=400                                | REMOTE_ADDR=1.1.1.1
                a scheme                               | status=200                                | wsgi.url_scheme=https
                a prefix                               | status=200                                | SCRIPT_NAME=/evil
                a host                                 | status=200                                | HTTP_HOST=evil:8080
                a port                                 | status=200                                | HTTP_HOST=h:81
                a header that was removed              | status=200                                | HTTP_X_REAL_IP=1.1.1.1
                a header of a refused request          | status=400                                | HTTP_X_REAL_IP=1.1.1.1
                an element that was removed            | HTTP_X_FORWARDED_FOR=2.2.2.2              | HTTP_X_FORWARDED_FOR=1.1.1.1, 2.2.2.2
                a parameter that was removed           | HTTP_FORWARDED=for=2.2.2.2                | HTTP_FORWARDED=for=2.2.2.2;host=evil
                a configuration                        | start=wrong                               | start=accepted
                a server name                          | SERVER_NAME=h                             | HTTP_HOST=evil && SERVER_NAME=evil
                a server port                          | HTTP_HOST=h                               | HTTP_HOST=h:81 && SERVER_PORT=81
                more than the request says             | HTTP_X_FORWARDED_FOR=<consumed>           | HTTP_X_FORWARDED_FOR=1.1.1.1
                """)
        void each(String name, String recorded, String actual) {
            assertThat(found(NO_LISTS, recorded, actual)).isNotEmpty();
        }

        @ParameterizedTest(name = "but not {0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                what was believed                      | REMOTE_ADDR=1.1.1.1                       | REMOTE_ADDR=1.1.1.1
                less than was believed                 | REMOTE_ADDR=1.1.1.1 && SCRIPT_NAME=/x     | status=200
                a refusal                              | REMOTE_ADDR=1.1.1.1                       | status=400
                another form of an address             | REMOTE_ADDR=[2001:DB8::1]:443             | REMOTE_ADDR=2001:db8::1
                another form of a prefix               | SCRIPT_NAME=/x/                           | SCRIPT_NAME=/x
                a hop that was left in its header      | REMOTE_ADDR=_x && HTTP_X_FORWARDED_FOR=_x, 10.0.0.1  | REMOTE_ADDR=10.0.0.1 && HTTP_X_FORWARDED_FOR=_x, 10.0.0.1
                a port in the host                     | SERVER_PORT=8443                          | HTTP_HOST=h:8443
                a host by another name                 | SERVER_NAME=s                             | HTTP_HOST=s
                a header that says what is shown       | REMOTE_ADDR=1.1.1.1 && HTTP_X_FORWARDED_FOR=<consumed> | REMOTE_ADDR=1.1.1.1 && HTTP_X_FORWARDED_FOR=1.1.1.1, 10.0.0.1
                """)
        void isNotFoundIn(String name, String recorded, String actual) {
            assertThat(found(NO_LISTS, recorded, actual)).isEmpty();
        }
    }

    @Nested
    class AnElementOfAList {
        @Test
        void thatIsNearerMayBeBelieved() {
            assertThat(found(LIST, "REMOTE_ADDR=1.1.1.1", "REMOTE_ADDR=2.2.2.2")).isEmpty();
        }

        @Test
        void thatIsFartherMayNot() {
            assertThat(found(LIST, "REMOTE_ADDR=2.2.2.2", "REMOTE_ADDR=1.1.1.1")).isNotEmpty();
        }

        @Test
        void thatNobodyBelievedMayNot() {
            assertThat(found(LIST, "status=200", "REMOTE_ADDR=2.2.2.2")).isNotEmpty();
        }
    }

    @Nested
    class WhatCannotBeSaid {
        @Test
        void isNoRun() throws IOException {
            RecordedCase recorded =
                    new RecordedCase(
                            new ObjectMapper()
                                    .readTree("{\"id\": \"x\", \"config\": {\"ident\": \"y\"}}"));
            assertThat(ConformanceTest.ADAPTERS)
                    .allSatisfy(
                            adapter ->
                                    assertThatThrownBy(() -> adapter.runs(recorded))
                                            .hasMessageContaining(
                                                    "cannot express the configuration ident"));
        }

        @Test
        void isNoReason() {
            assertThatThrownBy(() -> new Differences.Reason("x", "because", "I say so", false))
                    .hasMessageContaining("cites one rule");
            assertThatThrownBy(() -> new Differences.Reason("x", "B-1", " ", false))
                    .hasMessageContaining("says why");
        }
    }
}
