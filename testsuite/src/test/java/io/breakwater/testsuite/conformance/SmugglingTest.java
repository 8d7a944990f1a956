package io.breakwater.testsuite.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.RawClient;
import io.breakwater.testsuite.peers.RawHeader;
import io.breakwater.testsuite.peers.RawRequest;
import io.breakwater.testsuite.peers.RawUpstream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Requests that some server or proxy was caught reading differently from its neighbour, byte for byte to the runnable jar's listener: each is
 * refused with 400 and reaches no upstream (P-8), unless {@code differences/smuggling-garden.json} says by which rule it is one request, or
 * two, to everybody. What does reach the upstream is written so that nobody can read anything else in it.
 */
class SmugglingTest {
    private static final String FILE = "smuggling-garden";
    private static final String FENCE = "/the-last-of-the-test";
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-fA-F]{2})|(.))");

    /** Entries that describe any request: the others are such. */
    private static final Pattern PROSE = Pattern.compile("Any.*");

    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.1 (\\d{3}) [^\\r\\n]*\\r\\n");
    private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]+ [!-~]+ HTTP/1\\.1");
    private static final Pattern HEADER_LINE =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+: [\\t -~\\x80-\\xff]*");

    private final RawUpstream upstream = RawUpstream.start();
    private BreakwaterProcess breakwater;

    @BeforeEach
    void start() {
        breakwater = BreakwaterProcess.startServer("--proxy-mount-point", "/", upstream.url());
    }

    @AfterEach
    void stop() {
        breakwater.close();
        upstream.close();
    }

    @TestFactory
    Stream<DynamicTest> eachIsRefusedOrIsOneRequestToEverybody() {
        Differences differences = Differences.load(FILE);
        List<JsonNode> cases = cases();
        Stream<DynamicTest> each =
                cases.stream()
                        .map(
                                recorded ->
                                        dynamicTest(
                                                id(recorded), () -> hold(recorded, differences)));
        List<String> ids = cases.stream().map(SmugglingTest::id).toList();
        return Stream.concat(
                each,
                Stream.of(
                        dynamicTest(
                                "every difference is one of a case",
                                () -> assertThat(ids).containsAll(differences.cases()))));
    }

    private void hold(JsonNode recorded, Differences differences) {
        String payload = unescaped(recorded.get("payloadEscaped").asText());
        SortedMap<String, String> differing = new TreeMap<>();
        List<String> statuses = statuses(payload);
        List<RawRequest> forwarded = forwarded();
        if (!statuses.equals(List.of("400"))) {
            differing.put(Outcome.STATUS, String.join(" ", statuses));
        }
        if (!forwarded.isEmpty()) {
            differing.put(
                    "upstream",
                    forwarded.stream()
                            .map(RawRequest::requestLine)
                            .collect(Collectors.joining(", ")));
        }
        forwarded.forEach(request -> assertUnambiguous(request));
        assertThat(differing).as("%s", recorded).isEqualTo(differences.of(id(recorded)));
    }

    /** The status of each answer; the client says that nothing more comes, so that nothing waits for it. */
    private List<String> statuses(String payload) {
        try (RawClient client = RawClient.connect(breakwater.port())) {
            String answers = client.send(payload).endOfRequests().readToTheEnd();
            return STATUS_LINE.matcher(answers).results().map(found -> found.group(1)).toList();
        }
    }

    /** What reached the upstream until a request came through that was sent after all the others. */
    private List<RawRequest> forwarded() {
        assertThat(RawClient.get(breakwater.port(), "localhost", FENCE).status()).isEqualTo(200);
        List<RawRequest> forwarded = new ArrayList<>();
        for (RawRequest r = upstream.take(); !r.rawTarget().equals(FENCE); r = upstream.take()) {
            forwarded.add(r);
        }
        return forwarded;
    }

    /** RFC 9112: a request line, header lines, and one framing, with nothing that anybody could take for a line end. */
    private static void assertUnambiguous(RawRequest request) {
        String[] lines = request.head().split("\r\n", -1);
        assertThat(lines[0]).matches(REQUEST_LINE);
        assertThat(Stream.of(lines).skip(1).limit(lines.length - 3))
                .allMatch(line -> HEADER_LINE.matcher(line).matches());
        List<String> lengths = request.headers("Content-Length");
        List<String> codings = request.headers("Transfer-Encoding");
        assertThat(lengths.size() + codings.size()).isLessThanOrEqualTo(1);
        assertThat(lengths).allMatch(length -> length.matches("[0-9]+"));
        assertThat(codings).allMatch("chunked"::equals);
        assertThat(request.headers()).extracting(RawHeader::name).contains("Host");
    }

    private static List<JsonNode> cases() {
        try (InputStream in = SmugglingTest.class.getResourceAsStream("/cases/" + FILE + ".json")) {
            JsonNode all = new ObjectMapper().readTree(Objects.requireNonNull(in));
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(c -> !PROSE.matcher(c.get("payloadEscaped").asText()).matches())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String id(JsonNode recorded) {
        return recorded.get("id").asText();
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(unescaped(found)));
    }

    private static String unescaped(MatchResult escape) {
        if (escape.group(1) != null) {
            return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
        }
        return switch (escape.group(2)) {
            case "r" -> "\r";
            case "n" -> "\n";
            case "t" -> "\t";
            default -> escape.group(2);
        };
    }
}
