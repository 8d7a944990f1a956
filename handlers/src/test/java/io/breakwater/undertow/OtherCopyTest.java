package io.breakwater.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two copies of Breakwater in two class loaders (B-17): the outer one decides. 127.0.0.1 is the proxy, 127.0.0.2 a stranger. */
class OtherCopyTest {
    private static final String[] FORWARDED_REQUEST = {
        "GET /shop/cart HTTP/1.1", "Host: h", "X-Forwarded-For: 203.0.113.5"
    };

    private final Apart apart = new Apart(Breakwater.class);

    /** Has classes of its own where this test's class loader has the same ones. */
    private static final class Apart extends URLClassLoader {
        Apart(Class<?> oneOfThem) {
            super(
                    new URL[] {oneOfThem.getProtectionDomain().getCodeSource().getLocation()},
                    oneOfThem.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.breakwater.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @AfterEach
    void close() throws IOException {
        apart.close();
    }

    /** The same as {@code Breakwater.builder()…build(application)}, there. */
    private HttpHandler otherCopy(HttpHandler application) throws ReflectiveOperationException {
        Class<?> type = apart.loadClass(Breakwater.class.getName());
        assertThat(type).isNotSameAs(Breakwater.class);
        Object builder = type.getMethod("builder").invoke(null);
        set(builder, "trusted-proxies", "127.0.0.1");
        set(builder, "trusted-proxy-headers", "X-Forwarded-For");
        set(builder, "url-prefix", "/shop");
        return (HttpHandler)
                builder.getClass()
                        .getMethod("build", HttpHandler.class)
                        .invoke(builder, application);
    }

    private static void set(Object builder, String key, String value)
            throws ReflectiveOperationException {
        builder.getClass().getMethod("set", String.class, String.class).invoke(builder, key, value);
    }

    private static Breakwater trusting(String... proxies) {
        return Breakwater.builder()
                .trustedProxies(proxies)
                .trustedProxyHeaders("X-Forwarded-For")
                .build(LiveServer::application);
    }

    @Test
    void what_the_outer_copy_decided_stands() throws Exception {
        Breakwater inner = trusting("203.0.113.5", "127.0.0.1");
        try (LiveServer server = new LiveServer(otherCopy(inner))) {
            assertThat(server.send(FORWARDED_REQUEST))
                    .contains("client=203.0.113.5 0\n")
                    .contains("X-Forwarded-For: 203.0.113.5\n")
                    .contains("verdict=direct\n"); // whom the exchange names is its peer
        }
    }

    @Test
    void a_stranger_gains_nothing_from_a_copy_that_trusts_more() throws Exception {
        Breakwater inner = trusting("127.0.0.2", "203.0.113.5");
        try (LiveServer server = new LiveServer(otherCopy(inner))) {
            assertThat(server.sendFrom("127.0.0.2", FORWARDED_REQUEST))
                    .contains("client=127.0.0.2 ")
                    .doesNotContain("203.0.113.5");
        }
    }

    @Test
    void requests_of_a_connection_are_told_apart() throws Exception {
        String[] lines = {"GET / HTTP/1.1", "Host: h", "X-Forwarded-For: 203.0.113.5", "", ""};
        String last = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
        try (LiveServer server = new LiveServer(otherCopy(trusting("127.0.0.1")))) {
            assertThat(server.sendRaw(String.join("\r\n", lines) + last))
                    .containsSubsequence("client=203.0.113.5 0\n", "client=127.0.0.1 ");
        }
    }

    @Test
    void the_prefix_is_told_too() throws Exception {
        try (LiveServer server = new LiveServer(otherCopy(LiveServer::application))) {
            assertThat(server.send(FORWARDED_REQUEST)).contains("public=/shop|/cart\n");
        }
    }
}
