package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import io.breakwater.RouteSettings;
import io.breakwater.options.PoolOptions.Balance;
import io.breakwater.upstream.TargetStatus;
import io.breakwater.upstream.TargetStatus.State;
import io.breakwater.upstream.UpstreamStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P-16: which of several targets gets a request, and what becomes of it if that one fails. */
class SeveralTargetsTest {
    private static ScriptedUpstream named(String name) throws IOException {
        return ScriptedUpstream.answering(ScriptedUpstream.ok(name));
    }

    /** Takes requests and answers none. */
    private static ScriptedUpstream closing() throws IOException {
        return new ScriptedUpstream(ScriptedUpstream.Conversation::request);
    }

    private static BreakwaterBuilder over(Consumer<RouteSettings> more, String... urls) {
        return Breakwater.builder().mount("/", String.join(", ", urls), more);
    }

    private static String refusing() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }
    }

    private static List<String> ask(Front front, int times, String... headers) throws IOException {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(front.ask("GET /x", headers).text());
        }
        return answers;
    }

    private static State stateOf(Front front, String url) {
        return front.status().targets().stream()
                .filter(target -> target.target().toString().equals(url))
                .map(TargetStatus::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("round-robin: each in turn")
    void roundRobin() throws Exception {
        try (ScriptedUpstream a = named("a");
                ScriptedUpstream b = named("b");
                ScriptedUpstream c = named("c");
                Front front = new Front(over(r -> {}, a.url(), b.url(), c.url()))) {
            assertThat(ask(front, 6)).containsExactly("a", "b", "c", "a", "b", "c");
            assertThat(front.status().targets())
                    .extracting(TargetStatus::requests)
                    .containsExactly(2L, 2L, 2L);
        }
    }

    /** A client can have its whole answer a moment before the request counts as done. */
    private static void awaitIdle(Front front, int target) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (front.status().targets().get(target).inFlight() > 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("least-connections: not to the one that is still busy")
    void leastConnections() throws Exception {
        try (ScriptedUpstream busy =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.event("asked");
                                    conversation.request(); // until the test is over
                                });
                ScriptedUpstream free = named("free");
                Front front =
                        new Front(
                                over(
                                        r -> r.balance(Balance.LEAST_CONNECTIONS),
                                        busy.url(),
                                        free.url()));
                Wire waiting = front.connect()) {
            waiting.send(Front.request("GET /slow"));
            assertThat(busy.event()).isEqualTo("asked");
            for (int i = 0; i < 5; i++) {
                assertThat(ask(front, 1)).containsExactly("free");
                awaitIdle(front, 1);
            }
            assertThat(front.status().targets().get(0).inFlight()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("client-hash: a believed client stays, and only moves if its target fails")
    void clientHash() throws Exception {
        try (ScriptedUpstream a = named("a");
                ScriptedUpstream b = named("b");
                ScriptedUpstream c = named("c");
                Front front =
                        new Front(
                                over(r -> r.balance(Balance.CLIENT_HASH), a.url(), b.url(), c.url())
                                        .trustedProxies("loopback")
                                        .trustedProxyHeaders("X-Forwarded-For"))) {
            Map<String, String> before = placeClients(front);
            assertThat(before.values()).contains("a", "b", "c");
            assertThat(placeClients(front)).isEqualTo(before);
            c.die();
            Map<String, String> after = placeClients(front);
            before.forEach(
                    (client, place) -> {
                        if (place.equals("c")) {
                            assertThat(after.get(client)).isIn("a", "b");
                        } else {
                            assertThat(after).containsEntry(client, place);
                        }
                    });
        }
    }

    private static Map<String, String> placeClients(Front front) throws IOException {
        Map<String, String> places = new HashMap<>();
        for (int i = 1; i <= 40; i++) {
            String client = "203.0.113." + i;
            places.put(client, ask(front, 1, "X-Forwarded-For: " + client).get(0));
        }
        return places;
    }

    @Test
    @DisplayName("client-hash: what a stranger claims to be makes no difference")
    void clientHashOfStranger() throws Exception {
        try (ScriptedUpstream a = named("a");
                ScriptedUpstream b = named("b");
                Front front =
                        new Front(
                                over(r -> r.balance(Balance.CLIENT_HASH), a.url(), b.url())
                                        .trustedProxies("192.0.2.1")
                                        .trustedProxyHeaders("X-Forwarded-For"))) {
            assertThat(Set.copyOf(placeClients(front).values())).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "Host is the chosen target's own, and each target's URLs are mapped back (P-7, P-11)")
    void authority() throws Exception {
        try (ScriptedUpstream a = named("a");
                ScriptedUpstream b =
                        ScriptedUpstream.answering(
                                ScriptedUpstream.ok("b", "Location: " + a.url() + "there"));
                Front front = new Front(over(r -> {}, a.url(), b.url()))) {
            front.ask("GET /x");
            Message answer = front.ask("GET /x");
            assertThat(a.request().field("Host")).isEqualTo(a.authority());
            assertThat(b.request().field("Host")).isEqualTo(b.authority());
            assertThat(answer.field("Location")).isEqualTo("http://www.example.com/there");
        }
    }

    @ParameterizedTest(name = "{0}: a target that cannot be reached is passed over")
    @ValueSource(strings = {"GET", "POST"})
    void unreachable(String method) throws Exception {
        String refusing = refusing();
        try (ScriptedUpstream live = named("live");
                Front front = new Front(over(r -> {}, refusing, live.url()))) {
            for (int i = 0; i < 10; i++) {
                try (Wire wire = front.connect()) {
                    wire.send(method + " /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
                    assertThat(wire.read().text()).isEqualTo("live");
                }
            }
            assertThat(live.requests()).hasSize(10);
            assertThat(stateOf(front, refusing)).isEqualTo(State.EJECTED);
            assertThat(stateOf(front, live.url())).isEqualTo(State.LIVE);
        }
    }

    @Test
    @DisplayName("a GET that a target gives no answer to is sent to another, once")
    void retriesElsewhere() throws Exception {
        try (ScriptedUpstream closing = closing();
                ScriptedUpstream live = named("live");
                Front front = new Front(over(r -> {}, closing.url(), live.url()))) {
            assertThat(ask(front, 3)).containsOnly("live");
            assertThat(front.status().retries()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0} is never sent twice, not even to another target")
    @ValueSource(
            strings = {
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi",
                "PATCH /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi",
                "PUT /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
            })
    void notTwice(String request) throws Exception {
        try (ScriptedUpstream closing = closing();
                ScriptedUpstream other = closing();
                Front front = new Front(over(r -> {}, closing.url(), other.url()));
                Wire wire = front.connect()) {
            wire.send(request);
            assertThat(wire.read().status()).isEqualTo(502);
            assertThat(closing.requests().size() + other.requests().size()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("never after the client has seen a byte of a response")
    void notAfterResponse() throws Exception {
        try (ScriptedUpstream cutting =
                        new ScriptedUpstream(
                                conversation -> {
                                    conversation.request();
                                    conversation.send(
                                            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                                });
                ScriptedUpstream other = named("other");
                Front front = new Front(over(r -> {}, cutting.url(), other.url()));
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /x"));
            assertThat(wire.rest()).endsWith("half");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("retries=0: never")
    void noRetries() throws Exception {
        try (ScriptedUpstream closing = closing();
                ScriptedUpstream live = named("live");
                Front front = new Front(over(r -> r.retries(0), closing.url(), live.url()))) {
            assertThat(front.ask("GET /x").status()).isEqualTo(502);
            assertThat(live.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("an upstream in trouble gets a tenth more than it was asked, and not a multiple")
    void budget() throws Exception {
        int asked = 200;
        try (ScriptedUpstream a = closing();
                ScriptedUpstream b = closing();
                Front front = new Front(over(r -> r.retries(5), a.url(), b.url()))) {
            long begun = System.nanoTime();
            ask(front, asked);
            long seconds = (System.nanoTime() - begun) / 1_000_000_000 + 1;
            long atMost = 10 + asked / 10 + seconds;
            assertThat(front.status().retries()).isBetween(1L, atMost);
            assertThat((long) a.requests().size() + b.requests().size())
                    .isEqualTo(asked + front.status().retries());
        }
    }

    @Test
    @DisplayName("where all have failed, they are tried all the same")
    void noneIsLeft() throws Exception {
        String first = refusing();
        String second = refusing();
        try (Front front = new Front(over(r -> {}, first, second))) {
            for (int i = 0; i < 6; i++) {
                assertThat(front.ask("GET /x").status()).isEqualTo(503);
            }
            assertThat(front.status().targets())
                    .extracting(TargetStatus::state)
                    .containsOnly(State.EJECTED);
            int port = URI.create(second).getPort();
            try (ScriptedUpstream back =
                    ScriptedUpstream.answering(Listener.tcp(port), ScriptedUpstream.ok("back"))) {
                assertThat(ask(front, 1)).containsExactly("back");
                assertThat(stateOf(front, back.url())).isEqualTo(State.LIVE);
            }
        }
    }

    @Test
    @DisplayName("a single target is never left out")
    void single() throws Exception {
        String refusing = refusing();
        try (Front front = new Front(over(r -> {}, refusing))) {
            ask(front, 5);
            assertThat(stateOf(front, refusing)).isEqualTo(State.LIVE);
        }
    }

    @Test
    @DisplayName("P-21: counts tell what happened")
    void counts() throws Exception {
        try (ScriptedUpstream fine = named("fine");
                ScriptedUpstream missing =
                        ScriptedUpstream.answering("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
                Front front = new Front(over(r -> {}, fine.url(), missing.url()))) {
            ask(front, 4);
            UpstreamStatus status = front.status();
            assertThat(status.targets())
                    .extracting(TargetStatus::responses)
                    .containsExactly(List.of(0L, 2L, 0L, 0L, 0L), List.of(0L, 0L, 0L, 2L, 0L));
            assertThat(status.targets()).allMatch(target -> target.answerTime().toNanos() > 0);
            assertThat(status.targets()).allMatch(target -> target.openConnections() > 0);
            assertThat(Stream.of(status.queued(), status.targets().get(0).inFlight()))
                    .containsOnly(0);
        }
    }
}
