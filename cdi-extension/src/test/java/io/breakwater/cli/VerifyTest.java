package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@code verify} makes of servers that echo in various ways, none of them Breakwater. */
class VerifyTest {
    private static final HttpString REAL_IP = new HttpString("X-Real-IP");

    @Test
    void passes_a_server_that_believes_nobody() {
        CommandRun run = verify(answering(VerifyTest::facts));
        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out())
                .startsWith("Straight to http://127.0.0.1:")
                .contains(" from 127.0.0.2; answers show address, host, scheme\n")
                .contains("\nPASS X-Forwarded-For: changes nothing\n")
                .contains(" 0 WARN, 0 FAIL\n")
                .doesNotContain("WARN ", "FAIL ");
    }

    @Test
    void fails_one_that_believes_everybody() {
        CommandRun run = verify(Handlers.proxyPeerAddress(answering(VerifyTest::facts)));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("\nFAIL X-Forwarded-For: believed: the answer shows 198.51.100.1\n")
                .contains(
                        "\nFAIL X-Forwarded-Proto: believed: the answer shows https and no longer http\n")
                .contains("\nFAIL X-Forwarded-Host: believed: the answer shows probe-")
                .contains("\nPASS X-Real-IP: changes nothing\n");
    }

    @Test
    void warns_of_headers_that_arrive_and_are_not_believed() {
        for (Function<HttpServerExchange, String> dump :
                List.<Function<HttpServerExchange, String>>of(
                        VerifyTest::cgi, VerifyTest::tuples, VerifyTest::html)) {
            CommandRun run = verify(answering(dump));
            assertThat(run.status()).as(run.out()).isZero();
            assertThat(run.out())
                    .contains("\nWARN X-Forwarded-For: reaches the application, unbelieved\n")
                    .contains("\nWARN Remote-User: reaches the application, unbelieved\n")
                    .contains("\nWARN X-Forwarded-For twice: ");
            assertThat(verify(answering(dump), "--strict").status()).isEqualTo(1);
        }
    }

    /** As Apache's mod_remoteip does. */
    @Test
    void fails_one_that_believes_a_header_and_takes_it_away() {
        HttpHandler believing =
                exchange -> {
                    HeaderValues told = exchange.getRequestHeaders().get(REAL_IP);
                    if (told != null) {
                        exchange.setSourceAddress(new InetSocketAddress(told.getFirst(), 0));
                        exchange.getRequestHeaders().remove(REAL_IP);
                    }
                    exchange.getResponseSender().send(cgi(exchange));
                };
        CommandRun run = verify(believing);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines().filter(line -> line.startsWith("FAIL")))
                .allMatch(line -> line.contains("believed: the answer shows 198.51.100."))
                .anyMatch(line -> line.startsWith("FAIL X-Real-IP: "))
                .anyMatch(line -> line.startsWith("FAIL both families, and all addresses: "))
                .hasSize(4);
    }

    @Test
    void fails_one_that_shows_another_page() {
        HttpHandler rewriting =
                exchange -> {
                    boolean elsewhere = exchange.getRequestHeaders().contains("X-Original-URL");
                    exchange.setStatusCode(elsewhere ? StatusCodes.NOT_FOUND : StatusCodes.OK);
                    exchange.getResponseSender().send(facts(exchange));
                };
        CommandRun run = verify(rewriting);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("\nFAIL X-Original-URL: believed: the answer is 404, not 200\n")
                .contains(" 1 FAIL\n");
    }

    @Test
    void is_not_misled_by_what_changes_by_itself() {
        AtomicInteger requests = new AtomicInteger();
        HttpHandler restless =
                answering(
                        exchange ->
                                facts(exchange)
                                        + UUID.randomUUID()
                                        + " request "
                                        + requests.incrementAndGet()
                                        + ", about "
                                        + requests.get() / 20
                                        + " at "
                                        + System.nanoTime());
        CommandRun run = verify(restless);
        assertThat(run.status()).as(run.out()).isZero();
        assertThat(verify(Handlers.proxyPeerAddress(restless)).out())
                .contains("\nFAIL X-Forwarded-For: ", "\nFAIL X-Forwarded-Proto: ");
    }

    @Test
    void passes_one_that_refuses() {
        HttpHandler strict =
                exchange -> {
                    boolean forwarded = exchange.getRequestHeaders().contains(Headers.FORWARDED);
                    exchange.setStatusCode(forwarded ? StatusCodes.BAD_REQUEST : StatusCodes.OK);
                    exchange.getResponseSender().send(facts(exchange));
                };
        CommandRun run = verify(strict);
        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out()).contains("\nPASS Forwarded: refused with 400\n");
    }

    @Test
    void cannot_judge_what_shows_nothing_or_does_not_answer() {
        CommandRun silent = verify(answering(exchange -> "Welcome!"));
        assertThat(silent.status()).isEqualTo(2);
        assertThat(silent.err()).contains("shows neither the address nor the host of a request");
        CommandRun broken =
                verify(exchange -> exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE));
        assertThat(broken.status()).isEqualTo(2);
        assertThat(broken.err()).contains(" answers with 503");
        CommandRun absent = CommandRun.of("verify", "http://127.0.0.1:1/");
        assertThat(absent.status()).isEqualTo(2);
        assertThat(absent.err())
                .startsWith("Breakwater cannot verify: http://127.0.0.1:1/ cannot be reached: ");
    }

    @Test
    void tells_programs_the_same() throws Exception {
        CommandRun run = verify(Handlers.proxyPeerAddress(answering(VerifyTest::facts)), "--json");
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(run.status()).isEqualTo(1);
        assertThat(json.get("schema").asInt()).isEqualTo(1);
        assertThat(json.get("result").asText()).isEqualTo("fail");
        JsonNode way = json.get("ways").get(0);
        assertThat(way.get("way").asText()).isEqualTo("straight");
        assertThat(way.get("from").asText()).isEqualTo("127.0.0.2");
        assertThat(way.get("attacks").get(0))
                .hasToString(
                        "{\"result\":\"fail\",\"attack\":\"X-Forwarded-For\","
                                + "\"sent\":[\"X-Forwarded-For: 198.51.100.1\"],"
                                + "\"reason\":\"believed: the answer shows 198.51.100.1\"}");
        assertThat(json.get("pass").asInt() + json.get("warn").asInt() + json.get("fail").asInt())
                .isEqualTo(way.get("attacks").size())
                .isBetween(200, 400);
    }

    private static CommandRun verify(HttpHandler server, String... options) {
        Undertow undertow =
                Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(server).build();
        undertow.start();
        try {
            InetSocketAddress address =
                    (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
            String[] words = new String[options.length + 4];
            words[0] = "verify";
            words[1] = "http://127.0.0.1:" + address.getPort() + "/page";
            words[2] = "--from";
            words[3] = "127.0.0.2";
            System.arraycopy(options, 0, words, 4, options.length);
            return CommandRun.of(words);
        } finally {
            undertow.stop();
        }
    }

    private static HttpHandler answering(Function<HttpServerExchange, String> text) {
        return exchange -> exchange.getResponseSender().send(text.apply(exchange));
    }

    private static String facts(HttpServerExchange exchange) {
        return exchange.getSourceAddress().getAddress().getHostAddress()
                + " asked for "
                + exchange.getRequestURL()
                + "\n";
    }

    private static String cgi(HttpServerExchange exchange) {
        StringBuilder text = new StringBuilder();
        text.append("REMOTE_ADDR=")
                .append(exchange.getSourceAddress().getAddress().getHostAddress())
                .append("\nREMOTE_PORT=")
                .append(exchange.getSourceAddress().getPort())
                .append("\nSCRIPT_NAME=\n");
        for (HeaderValues values : exchange.getRequestHeaders()) {
            String name = values.getHeaderName().toString();
            text.append("HTTP_")
                    .append(name.toUpperCase(Locale.ROOT).replace('-', '_'))
                    .append('=')
                    .append(String.join(",", values))
                    .append('\n');
        }
        return text.toString();
    }

    private static String tuples(HttpServerExchange exchange) {
        StringBuilder text = new StringBuilder(facts(exchange));
        for (HeaderValues values : exchange.getRequestHeaders()) {
            for (String value : values) {
                text.append("('" + values.getHeaderName() + "', '" + value + "'), ");
            }
        }
        return text.toString();
    }

    private static String html(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html");
        StringBuilder text = new StringBuilder("<p>" + facts(exchange) + "</p><table>");
        for (HeaderValues values : exchange.getRequestHeaders()) {
            text.append("<tr><th>" + values.getHeaderName() + "</th>");
            values.forEach(value -> text.append("<td>" + value.replace("\"", "&quot;") + "</td>"));
            text.append("</tr>");
        }
        return text.append("</table>").toString();
    }
}
