package io.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.BreakwaterBuilder;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P-16: a cookie that leads a client to the target it was at before, from the side of a client that keeps it and of one that makes it up. */
class StickyCookieTest {
    private ScriptedUpstream a;
    private ScriptedUpstream b;

    @BeforeEach
    void open() throws IOException {
        a = ScriptedUpstream.answering(ScriptedUpstream.ok("a", "Set-Cookie: own=1; Path=/"));
        b = ScriptedUpstream.answering(ScriptedUpstream.ok("b", "Set-Cookie: node=evil; Path=/"));
    }

    @AfterEach
    void close() throws IOException {
        a.close();
        b.close();
    }

    private BreakwaterBuilder sticky(String path) {
        return Breakwater.builder()
                .mount(path, a.url(), r -> r.target(b.url()).stickyCookie("node"));
    }

    private static List<String> nodeCookies(Message answer) {
        return answer.fields("Set-Cookie").stream().filter(c -> c.startsWith("node=")).toList();
    }

    private static String pair(Message answer) {
        return nodeCookies(answer).get(0).split(";")[0];
    }

    @Test
    @DisplayName("the client comes back to its target, and is told once")
    void comesBack() throws Exception {
        try (Front front = new Front(sticky("/"))) {
            Set<String> places = new HashSet<>();
            for (int client = 0; client < 4; client++) {
                Message first = front.ask("GET /x");
                places.add(first.text());
                for (int i = 0; i < 5; i++) {
                    Message next = front.ask("GET /x", "Cookie: x=1; " + pair(first) + "; y=2");
                    assertThat(next.text()).isEqualTo(first.text());
                    assertThat(nodeCookies(next)).isEmpty();
                }
            }
            assertThat(places).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    @DisplayName("it is for the route alone, not for scripts nor other sites, and names no address")
    void attributes() throws Exception {
        try (Front front = new Front(sticky("/shop/"))) {
            assertThat(nodeCookies(front.ask("GET /shop/x")))
                    .singleElement()
                    .asString()
                    .matches("node=[0-9a-f]{4}; Path=/shop; HttpOnly; SameSite=Lax");
        }
        try (Front front = new Front(sticky("/").set("url-scheme", "https"))) {
            assertThat(nodeCookies(front.ask("GET /x")))
                    .singleElement()
                    .asString()
                    .matches("node=[0-9a-f]{4}; Path=/; HttpOnly; SameSite=Lax; Secure");
        }
    }

    @Test
    @DisplayName("a restart leads to the same target")
    void restart() throws Exception {
        Message before;
        try (Front front = new Front(sticky("/"))) {
            before = front.ask("GET /x");
        }
        try (Front front = new Front(sticky("/"))) {
            front.ask("GET /x");
            for (int i = 0; i < 3; i++) {
                assertThat(front.ask("GET /x", "Cookie: " + pair(before)).text())
                        .isEqualTo(before.text());
            }
        }
    }

    @Test
    @DisplayName("the upstream gets the client's other cookies as they were, and not this one")
    void notSentOn() throws Exception {
        try (Front front = new Front(sticky("/"))) {
            front.ask("GET /x", "Cookie: x=\"1\"; y=node=2 ;node=0000; nodes=3");
            assertThat(a.request().fields("Cookie")).containsExactly("x=\"1\"; y=node=2 ; nodes=3");
            front.ask("GET /x", "Cookie: node=0000");
            assertThat(b.request().fields("Cookie")).isEmpty();
        }
    }

    @Test
    @DisplayName("an upstream cannot set it, but its own others")
    void notSetByUpstream() throws Exception {
        try (Front front = new Front(sticky("/"))) {
            Message fromA = front.ask("GET /x");
            Message fromB = front.ask("GET /x");
            assertThat(fromA.fields("Set-Cookie")).hasSize(2).contains("own=1; Path=/");
            assertThat(nodeCookies(fromB)).hasSize(1).noneMatch(c -> c.contains("evil"));
        }
    }

    @ParameterizedTest(name = "a client that makes up {0} is served, and told better")
    @ValueSource(strings = {"node=", "node=0000", "node=127.0.0.1", "node=ABCD; node=x", "node"})
    void forged(String cookie) throws Exception {
        try (Front front = new Front(sticky("/"))) {
            Message answer = front.ask("GET /x", "Cookie: " + cookie);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(pair(answer)).matches("node=[0-9a-f]{4}").isNotEqualTo("node=0000");
        }
    }

    @Test
    @DisplayName("where the target is dead the client goes elsewhere, and stays there")
    void dead() throws Exception {
        try (Front front = new Front(sticky("/"))) {
            Message first = front.ask("GET /x");
            assertThat(first.text()).isEqualTo("a");
            a.close();
            Message second = front.ask("GET /x", "Cookie: " + pair(first));
            assertThat(second.text()).isEqualTo("b");
            assertThat(pair(second)).isNotEqualTo(pair(first));
            Message third = front.ask("GET /x", "Cookie: " + pair(second));
            assertThat(third.text()).isEqualTo("b");
            assertThat(nodeCookies(third)).isEmpty();
        }
    }

    @Test
    @DisplayName("a connection that its target has closed meanwhile is no reason to go elsewhere")
    void stale() throws Exception {
        a.close();
        a =
                new ScriptedUpstream(
                        conversation -> {
                            conversation.request();
                            conversation.send(ScriptedUpstream.ok("a" + conversation.number()));
                            if (conversation.number() == 1) {
                                conversation.request();
                            } else {
                                conversation.request();
                                conversation.send(ScriptedUpstream.ok("more"));
                            }
                        });
        try (Front front = new Front(sticky("/"));
                Wire wire = front.connect()) {
            wire.send(Front.request("GET /x"));
            Message first = wire.read();
            assertThat(first.text()).isEqualTo("a1");
            wire.send(Front.request("GET /x", "Cookie: " + pair(first)));
            assertThat(wire.read().text()).isEqualTo("a2");
        }
    }
}
