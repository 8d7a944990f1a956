package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.RouteSettings;
import io.breakwater.upstream.TargetStatus.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P-16: targets are asked whether they are well, and get requests only if they are. */
class HealthCheckTest {
    private static final String WELL = "HTTP/1.1 204 Fine\r\n\r\n";
    private static final String REDIRECT =
            "HTTP/1.1 302 There\r\nLocation: /\r\nContent-Length: 0\r\n\r\n";
    private static final String UNWELL = "HTTP/1.1 503 Ill\r\nContent-Length: 0\r\n\r\n";
    private static final String SILENT = "";

    /** Answers checks with what the test says now, and everything else with its name. */
    private static ScriptedUpstream checked(String name, AtomicReference<String> health)
            throws IOException {
        return new ScriptedUpstream(
                conversation -> {
                    for (; ; ) {
                        boolean check = conversation.request().target().equals("/up?deep=1");
                        conversation.send(check ? health.get() : ScriptedUpstream.ok(name));
                    }
                });
    }

    private static Consumer<RouteSettings> often() {
        return route ->
                route.healthPath("/up?deep=1")
                        .healthInterval(Duration.ofMillis(50))
                        .healthTimeout(Duration.ofMillis(200));
    }

    private static Front front(ScriptedUpstream... upstreams) {
        List<String> urls = new ArrayList<>();
        for (ScriptedUpstream upstream : upstreams) {
            urls.add(upstream.url());
        }
        return new Front(Breakwater.builder().mount("/", String.join(" ", urls), often()));
    }

    private static void awaitState(Front front, int target, State state) {
        Await.until(() -> front.status().targets().get(target).state() == state);
    }

    @Test
    @DisplayName("a target that is not well gets no requests until it is")
    void comesAndGoes() throws Exception {
        AtomicReference<String> health = new AtomicReference<>(UNWELL);
        try (ScriptedUpstream a = checked("a", health);
                ScriptedUpstream b = checked("b", new AtomicReference<>(WELL));
                Front front = front(a, b)) {
            awaitState(front, 0, State.DOWN);
            for (int i = 0; i < 6; i++) {
                assertThat(front.ask("GET /x").text()).isEqualTo("b");
            }
            health.set(REDIRECT);
            awaitState(front, 0, State.LIVE);
            assertThat(List.of(front.ask("GET /x").text(), front.ask("GET /x").text()))
                    .containsExactlyInAnyOrder("a", "b");
            health.set(SILENT);
            awaitState(front, 0, State.DOWN);
            assertThat(front.status().targets().get(0).requests()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("P-15: where none is well, requests are answered 503 and not tried")
    void noneIsWell() throws Exception {
        try (ScriptedUpstream a = checked("a", new AtomicReference<>(UNWELL));
                Front front = front(a)) {
            awaitState(front, 0, State.DOWN);
            Message answer = front.ask("GET /x");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.field("Proxy-Status"))
                    .isEqualTo("breakwater; error=destination_unavailable");
            assertThat(a.requests()).noneMatch(request -> request.target().equals("/x"));
        }
    }

    @Test
    @DisplayName("a target that cannot be reached is down, and up when it can")
    void unreachable() throws Exception {
        ScriptedUpstream before = checked("before", new AtomicReference<>(WELL));
        int port = Integer.parseInt(before.authority().split(":")[1]);
        try (Front front = front(before)) {
            awaitState(front, 0, State.LIVE);
            before.close();
            awaitState(front, 0, State.DOWN);
            try (ScriptedUpstream after =
                    ScriptedUpstream.answering(Listener.tcp(port), ScriptedUpstream.ok("after"))) {
                awaitState(front, 0, State.LIVE);
                assertThat(front.ask("GET /x").text()).isEqualTo("after");
                assertThat(after.connections()).isPositive();
            }
        }
    }

    @Test
    @DisplayName("a check says who asks, and nothing of any client")
    void request() throws Exception {
        try (ScriptedUpstream a = checked("a", new AtomicReference<>(WELL));
                Front front = front(a)) {
            assertThat(front.status().route()).isEqualTo("code-1");
            Message check = a.request();
            assertThat(check.startLine()).isEqualTo("GET /up?deep=1 HTTP/1.1");
            assertThat(check.headerLines())
                    .containsExactlyInAnyOrder(
                            "Host: " + a.authority(),
                            "User-Agent: Breakwater-Health",
                            "Connection: close");
        }
    }
}
