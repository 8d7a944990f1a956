package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.cdi.BreakwaterServer;
import io.breakwater.options.BreakwaterOptions;
import io.undertow.server.handlers.ResponseCodeHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

/**
 * What {@code explain} says, word for word ({@code explain.txt}; {@code -Dgolden.write=true} writes it anew, to be read before it is
 * committed), and that a server decides in the same way.
 */
class ExplainTest {
    private static final Path WRITTEN = Path.of("src/test/resources/io/breakwater/cli/explain.txt");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRUSTING =
            "--trusted-proxy 127.0.0.1 --trusted-proxy-headers X-Forwarded-For,X-Forwarded-Proto,X-Forwarded-Host,X-Forwarded-Port,X-Forwarded-Prefix";
    private static final String HOST = "Host: back:8080";
    private static final String TARGET = "/in/a%2Fb?q";
    private static final String[] FACTS = {
        "REMOTE_ADDR", "HTTP_HOST", "wsgi.url_scheme", "SERVER_PORT", "SCRIPT_NAME", "PATH_INFO"
    };

    @TempDir Path directory;

    @Test
    void says_it_in_these_words() throws IOException {
        String expected = text();
        StringBuilder actual = new StringBuilder();
        for (String line : expected.lines().filter(line -> line.startsWith("$")).toList()) {
            CommandRun run = CommandRun.of(words(line.substring(1)).toArray(String[]::new));
            assertThat(run.err()).as(line).isEmpty();
            assertThat(run.status()).as(line).isZero();
            actual.append(line).append('\n').append(run.out());
        }
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(WRITTEN, actual);
        }
        assertThat(actual).hasToString(expected);
    }

    private static String text() throws IOException {
        try (InputStream text = ExplainTest.class.getResourceAsStream("explain.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> words(String line) {
        return Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(line)
                .results()
                .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "X-Forwarded-For: 203.0.113.5",
                "X-Forwarded-For: 127.0.0.1, 203.0.113.5|x-forwarded-for: 127.0.0.1|X-Real-IP: 203.0.113.6",
                "X-Forwarded-For: unknown|X-Forwarded-Proto: https",
                "X-Forwarded-Host: www.example.com:8443|X-Forwarded-Proto: https",
                "X-Forwarded-Port: 443|X_Forwarded_Port: 444",
                "X-Forwarded-Prefix: /out/|X-Forwarded-By: me|Forwarded: for=203.0.113.5",
                "X-Forwarded-Proto: http|X-Forwarded-Port: 443|Remote-User: root"
            })
    void is_what_a_server_decides_and_shows(String headers) throws IOException {
        for (String options : List.of("", TRUSTING, TRUSTING + " --url-prefix /in")) {
            compare(options, headers.isEmpty() ? List.of() : List.of(headers.split("\\|")));
        }
    }

    private static void compare(String options, List<String> headerLines) throws IOException {
        List<String> start = new ArrayList<>(List.of("start-server", "--port", "0"));
        start.addAll(words(options));
        try (BreakwaterServer server = new BreakwaterServer()) {
            server.start(options(start), ResponseCodeHandler.HANDLE_404);
            Asked asked = Asked.of(server.addresses().get(0).port(), headerLines);
            List<String> explain =
                    new ArrayList<>(List.of("explain", "--peer", asked.peer(), TARGET));
            explain.addAll(words(options));
            headerLines.forEach(line -> explain.addAll(List.of("-H", line)));
            explain.addAll(List.of("-H", HOST));
            assertThat(run(explain)).contains(asked.facts());
            explain.add("--json");
            assertThat(JSON.readTree(run(explain))).isEqualTo(asked.page().get("decision"));
        }
    }

    private static BreakwaterOptions options(List<String> commandLine) {
        String[] words = commandLine.toArray(String[]::new);
        ParseResult parsed = CommandSpecs.commandLine(words).parseArgs(words).subcommand();
        return JarConfiguration.of(CommandLineSettings.of(parsed)).read().orThrow();
    }

    private static String run(List<String> commandLine) {
        CommandRun run = CommandRun.of(commandLine.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    /** What a server answered. */
    private record Asked(String peer, JsonNode page) {
        static Asked of(int port, List<String> headerLines) throws IOException {
            List<String> lines = new ArrayList<>(List.of("GET " + TARGET + " HTTP/1.1", HOST));
            lines.addAll(headerLines);
            lines.addAll(List.of("Connection: close", "", ""));
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream()
                        .write(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
                byte[] answer = socket.getInputStream().readAllBytes();
                String body = new String(answer, StandardCharsets.UTF_8).split("\r\n\r\n", 2)[1];
                return new Asked("127.0.0.1:" + socket.getLocalPort(), JSON.readTree(body));
            }
        }

        /** As explain prints them. */
        String[] facts() {
            return Stream.concat(
                            Stream.of(FACTS).map(name -> fact(name, page.get("environ").get(name))),
                            Stream.of(fact("url", page.get("url"))))
                    .toArray(String[]::new);
        }

        private static String fact(String name, JsonNode value) {
            return "  %-16s %s".formatted(name, value.asText()).stripTrailing() + "\n";
        }
    }

    @Test
    void prints_no_secret() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("breakwater.properties"),
                        """
                        breakwater.trusted-proxy-headers=X-Forwarded-For
                        breakwater.proxies.edge.addresses=192.0.2.10
                        breakwater.proxies.edge.secret-header=X-Edge
                        breakwater.proxies.edge.secret=correct-horse-battery
                        """);
        List<String> explain =
                List.of(
                        "explain",
                        "--config",
                        file.toString(),
                        "--peer",
                        "192.0.2.10",
                        "-H",
                        "X-Forwarded-For: 203.0.113.5",
                        "-H",
                        "Cookie: hush",
                        "-H");
        String proven = run(plus(explain, "X-Edge: correct-horse-battery"));
        assertThat(proven)
                .contains(
                        "Verdict  forwarded", "Header   X-Edge stripped: it is how a proxy proves")
                .doesNotContain("correct-horse", "hush");
        String unproven = run(plus(explain, "X-Edge: wrong-horse"));
        assertThat(unproven)
                .contains("Verdict  untrusted", "breakwater.proxies.edge.secret-header")
                .doesNotContain("-horse", "breakwater.trusted-proxies");
    }

    private static List<String> plus(List<String> words, String word) {
        return Stream.concat(words.stream(), Stream.of(word)).toList();
    }
}
