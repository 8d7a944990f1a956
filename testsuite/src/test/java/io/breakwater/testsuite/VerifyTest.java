package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.RunningPeer;
import io.undertow.Handlers;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code verify} on real servers: what believes everybody fails, Breakwater passes, straight and behind real front ends. */
class VerifyTest {
    private static final String STRANGER = "127.0.0.2";
    private static final String HEADERS =
            "X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host X-Forwarded-Port";

    @AutoClose private static BreakwaterProcess breakwater;

    @BeforeAll
    static void start() {
        breakwater = trusting(HEADERS);
    }

    private static BreakwaterProcess trusting(String headers) {
        return BreakwaterProcess.startServer(
                "--trusted-proxy", "127.0.0.1", "--trusted-proxy-headers", headers);
    }

    @Test
    @DisplayName("a plain Undertow with ProxyPeerAddressHandler fails")
    void plainUndertow() {
        Undertow undertow =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setHandler(
                                Handlers.proxyPeerAddress(
                                        exchange ->
                                                exchange.getResponseSender()
                                                        .send(
                                                                exchange.getSourceAddress()
                                                                                .getHostString()
                                                                        + " asked for "
                                                                        + exchange.getRequestURL()
                                                                        + "\n")))
                        .build();
        undertow.start();
        try {
            InetSocketAddress address =
                    (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
            Run run = Run.of("http://127.0.0.1:" + address.getPort() + "/");
            assertThat(run.status()).as(run.output()).isEqualTo(1);
            assertThat(run.output())
                    .contains("\nFAIL X-Forwarded-For: believed: the answer shows 198.51.100.1\n")
                    .contains("\nFAIL X-Forwarded-Proto: ", "\nFAIL X-Forwarded-Host: ");
        } finally {
            undertow.stop();
        }
    }

    @Test
    @DisplayName("Breakwater passes a stranger's attacks, and none of them arrives")
    void stranger() {
        Run run = Run.of(breakwater.url().toString());
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).contains(" 0 WARN, 0 FAIL\n");
    }

    @Test
    @DisplayName("from a machine that Breakwater trusts, it says so")
    void trusted() {
        Run run = Run.from("127.0.0.1", breakwater.url().toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .contains("The server trusts this machine and believes it by design")
                .contains("\nFAIL X-Forwarded-For: believed");
    }

    @ParameterizedTest(name = "through {0}")
    @DisplayName("Breakwater behind a front end that sets what it believes passes")
    @EnumSource
    void throughTheFrontEnd(FrontEnd frontEnd) throws Exception {
        try (RunningPeer front = frontEnd.inFrontOf(breakwater.port())) {
            Run run = Run.of(breakwater.url().toString(), "--via", front.url());
            assertThat(run.status()).as(run.output()).isZero();
            assertThat(run.output())
                    .contains("\nThrough " + front.url() + " from " + STRANGER)
                    .contains("\nPASS the address of a client: is " + STRANGER + "\n")
                    .contains("\nPASS the host of a client: is 127.0.0.1\n");
            JsonNode json =
                    new ObjectMapper()
                            .readTree(
                                    Run.of(
                                                    breakwater.url().toString(),
                                                    "--json",
                                                    "--via",
                                                    front.url())
                                            .output());
            assertThat(json.get("result").asText()).isEqualTo("pass");
            assertThat(json.get("ways")).hasSize(2);
        }
    }

    @ParameterizedTest(name = "through {0}")
    @DisplayName("a header that is believed and that the front end does not set fails")
    @EnumSource(names = "NGINX")
    void forgottenHeader(FrontEnd frontEnd) {
        try (BreakwaterProcess believing = trusting(HEADERS + " X-Forwarded-Prefix");
                RunningPeer front = frontEnd.inFrontOf(believing.port())) {
            Run run = Run.of(believing.url().toString(), "--via", front.url());
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.output().lines().filter(line -> line.startsWith("FAIL")))
                    .isNotEmpty()
                    .anyMatch(line -> line.startsWith("FAIL X-Forwarded-Prefix: believed"))
                    .allMatch(line -> line.matches("(?i).*prefix.*|.*both families.*"));
        }
    }

    /** The command as a process, from an address that Breakwater does not trust. */
    private record Run(int status, String output) {
        static Run of(String... arguments) {
            return from(STRANGER, arguments);
        }

        static Run from(String address, String... arguments) {
            List<String> command = new ArrayList<>(List.of("verify", "--from", address));
            command.addAll(List.of(arguments));
            try (BreakwaterProcess process =
                    BreakwaterProcess.run(command.toArray(String[]::new))) {
                return new Run(process.exitCode(), process.stdout());
            }
        }
    }
}
