package io.breakwater.testsuite.wildfly;

import static io.breakwater.testsuite.wildfly.Sight.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawResponse;
import io.breakwater.testsuite.peers.WildFly;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** FORM login and CONFIDENTIAL resources, which are Elytron's and the container's matter, behind a proxy that ends TLS (B-21). */
class SecuredIT {
    private static final String PROXY = "127.0.0.1";
    private static final String STRANGER = "127.0.0.2";
    private static final String PREFIX = "X-Forwarded-Prefix: /public";
    private static final String[] TOLD = {
        "X-Forwarded-For: 203.0.113.5", "X-Forwarded-Proto: https", PREFIX
    };
    private static final String MEMBERS = "/vault/see/members/x?q=1";
    private static final String SAFE = "/vault/see/safe/x?q=1";

    /** MD5 of {@code alice:ApplicationRealm:secret}, as WildFly's add-user writes it. */
    private static final String USERS = "alice=e19ca7cb3c0a7f3c0bc4102137643489\n";

    @AutoClose private static WildFly server;
    private static int plainPort;

    @BeforeAll
    static void start() {
        plainPort = WildFly.freePort();
        server =
                WildFly.provisioned()
                        .configured(
                                """
                                breakwater.trusted-proxies=127.0.0.1
                                breakwater.trusted-proxy-headers=X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Prefix
                                """)
                        .written("application-users.properties", USERS)
                        .written("application-roles.properties", "alice=member\n")
                        .changed(UndertowServers.securityDomain())
                        .changed(
                                UndertowServers.server(
                                        "plain",
                                        plainPort,
                                        "redirect-socket=\"https\" proxy-address-forwarding=\"true\""))
                        .deploying(new War("vault").usingModule().secured()::writeTo)
                        .deploying(new War("plain").on("plain").secured()::writeTo)
                        .start();
    }

    private static RawResponse get(String from, String target, String... headerLines) {
        return RawClient.get(from, server.port(), HOST, target, headerLines);
    }

    @Nested
    @DisplayName("a FORM login")
    class FormLogin {
        @Test
        @DisplayName("shows its form below the prefix, and so is the path of its session cookie")
        void form() {
            RawResponse form = get(PROXY, MEMBERS, TOLD);
            assertThat(Sight.of(form).facts())
                    .containsEntry("requestURI", "/public/vault/see/login")
                    .containsEntry("contextPath", "/public/vault");
            assertThat(form.header("Set-Cookie").orElseThrow())
                    .startsWith("JSESSIONID=")
                    .contains("path=/public/vault");
        }

        @Test
        @DisplayName("leads back to the public URL that was asked for first")
        void back() {
            RawResponse answer = login(PROXY, "secret", TOLD);
            assertThat(answer.status()).isIn(302, 303);
            assertThat(answer.header("Location")).hasValue("https://" + HOST + "/public" + MEMBERS);
            RawResponse page =
                    RawClient.get(
                            PROXY,
                            server.port(),
                            HOST,
                            MEMBERS,
                            TOLD[0],
                            TOLD[1],
                            TOLD[2],
                            "Cookie: " + session(answer));
            assertThat(Sight.of(page).facts())
                    .containsEntry("remoteUser", "alice")
                    .containsEntry("requestURI", "/public/vault/see/members/x");
        }

        @Test
        @DisplayName("that fails shows its page below the prefix")
        void wrong() {
            assertThat(Sight.of(login(PROXY, "guessed", TOLD)).facts())
                    .containsEntry("requestURI", "/public/vault/see/wrong")
                    .containsEntry("remoteUser", "null");
        }

        @Test
        @DisplayName("leads a stranger who forges scheme and prefix nowhere else")
        void stranger() {
            RawResponse answer = login(STRANGER, "secret", TOLD);
            assertThat(answer.header("Location")).hasValue("http://" + HOST + MEMBERS);
            assertThat(answer.header("Set-Cookie").orElseThrow()).contains("path=/vault");
        }

        private RawResponse login(String from, String password, String... headerLines) {
            String cookie = session(get(from, MEMBERS, headerLines));
            String form = "j_username=alice&j_password=" + password;
            try (RawClient client = RawClient.from(from, server.port())) {
                return client.send(
                                "POST /vault/j_security_check HTTP/1.1\r\nHost: " + HOST + "\r\n")
                        .send(String.join("\r\n", headerLines) + "\r\nCookie: " + cookie + "\r\n")
                        .send("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                        .send(form.length() + "\r\n\r\n" + form)
                        .read();
            }
        }

        private String session(RawResponse response) {
            return response.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        }
    }

    @Nested
    @DisplayName("a CONFIDENTIAL resource")
    class Confidential {
        @Test
        @DisplayName("is given to who came by https to the proxy")
        void https() {
            assertThat(Sight.of(get(PROXY, SAFE, TOLD)).facts())
                    .containsEntry("secure", "true")
                    .containsEntry("requestURI", "/public/vault/see/safe/x");
        }

        @Test
        @DisplayName(
                "redirects who came by http to the proxy's https, on its port and below its prefix")
        void http() {
            RawResponse answer = get(PROXY, SAFE, "X-Forwarded-Proto: http", PREFIX);
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location")).hasValue("https://" + HOST + "/public" + SAFE);
        }

        @Test
        @DisplayName("is not had by saying https: a stranger is redirected to WildFly's own")
        void stranger() {
            RawResponse answer = get(STRANGER, SAFE, TOLD);
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location"))
                    .hasValue("https://" + HOST + ":" + server.tlsPort() + SAFE);
        }

        @Test
        @DisplayName("is had so where WildFly's proxy-address-forwarding believes anybody")
        void believed() {
            String target = "/plain/see/safe/x";
            assertThat(RawClient.get(STRANGER, plainPort, HOST, target).status()).isEqualTo(302);
            Sight seen = Sight.of(STRANGER, plainPort, target, "X-Forwarded-Proto: https");
            assertThat(seen.fact("secure")).isEqualTo("true");
        }
    }
}
