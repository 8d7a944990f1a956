package io.breakwater.cli;

import io.breakwater.forwarded.Node;
import io.breakwater.net.Peer;
import io.breakwater.net.Scheme;
import io.breakwater.options.ConfigurationException;
import io.breakwater.options.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The request that {@code explain} is asked about.
 *
 * @param scheme the connection's
 * @param headerLines names and values, in the order written
 * @param rawTarget path and query, percent-encoded
 */
record ExplainedRequest(
        Peer peer, Scheme scheme, List<Map.Entry<String, String>> headerLines, String rawTarget) {
    private static final String PEER = "--peer";
    private static final String SCHEME = "--scheme";
    private static final String HEADER = "-H";
    private static final String PATH = "PATH";

    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern FIELD_VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Pattern TARGET = Pattern.compile("/[\\x21-\\x7e&&[^#]]*");

    ExplainedRequest {
        headerLines = List.copyOf(headerLines);
    }

    static void addOptions(CommandSpec spec) {
        spec.addOption(
                        CommandSpecs.texts(PEER, 1)
                                .paramLabel("ADDRESS")
                                .description(
                                        "who connects: address, address:port, [v6]:port or unix")
                                .build())
                .addOption(
                        CommandSpecs.texts(SCHEME, 1)
                                .paramLabel("SCHEME")
                                .description("the connection's: http, as by default, or https")
                                .build())
                .addOption(
                        CommandSpecs.texts(HEADER, 1)
                                .paramLabel("'NAME: VALUE'")
                                .description("a header line; may be repeated")
                                .build())
                .addOption(CommandSpecs.json("prints the decision as JSON, as whoami does"))
                .addPositional(
                        PositionalParamSpec.builder()
                                .paramLabel(PATH)
                                .index("0")
                                .arity("0..1")
                                .type(String.class)
                                .description("what is asked for; / by default")
                                .build());
    }

    /** @throws ConfigurationException with every option that is missing or wrong */
    static ExplainedRequest of(ParseResult command) {
        List<Problem> problems = new ArrayList<>(OptionProblems.of(command));
        Peer peer = peer(last(command, PEER, ""), problems);
        Scheme scheme = scheme(last(command, SCHEME, "http"), problems);
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        for (String line : values(command, HEADER)) {
            addLine(lines, line, problems);
        }
        String target = command.matchedPositionalValue(0, "/");
        if (!TARGET.matcher(target).matches()) {
            problems.add(
                    problem(
                            PATH,
                            target,
                            "is not a path as a request has it",
                            "Write it from its slash on, percent-encoded, such as /cart?item=1"));
        }
        if (peer == null || scheme == null || !problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new ExplainedRequest(peer, scheme, lines, target);
    }

    private static @Nullable Peer peer(String text, List<Problem> problems) {
        if (text.equals("unix")) {
            return Peer.UNIX;
        }
        Node node = Node.parse(text);
        if (node == null || node.address().isEmpty()) {
            problems.add(
                    problem(
                            PEER,
                            text,
                            text.isEmpty() ? "is missing" : "is not the address of a peer",
                            "Write who connects, such as 10.0.0.7, 10.0.0.7:51234, [2001:db8::7]:51234 or unix"));
            return null;
        }
        return Peer.of(node.address().get(), node.port());
    }

    private static @Nullable Scheme scheme(String text, List<Problem> problems) {
        Scheme scheme = Scheme.parse(text);
        if (scheme == null) {
            problems.add(problem(SCHEME, text, "is not a scheme", "Write http or https"));
        }
        return scheme;
    }

    private static void addLine(
            List<Map.Entry<String, String>> lines, String line, List<Problem> problems) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        String value = line.substring(colon + 1).replaceAll("^[ \\t]+|[ \\t]+$", "");
        if (colon < 0 || !TOKEN.matcher(name).matches() || !FIELD_VALUE.matcher(value).matches()) {
            problems.add(
                    problem(
                            HEADER, // not the value, which may be a secret
                            name,
                            "does not begin a header line that can be sent",
                            "Write -H 'Name: value'"));
        } else {
            lines.add(Map.entry(name, value));
        }
    }

    private static Problem problem(String option, String value, String what, String remedy) {
        return new Problem(
                option,
                Optional.of(value).filter(text -> !text.isEmpty()),
                what,
                Optional.empty(),
                remedy);
    }

    private static String last(ParseResult command, String option, String otherwise) {
        List<String> values = values(command, option);
        return values.isEmpty() ? otherwise : values.get(values.size() - 1);
    }

    private static List<String> values(ParseResult command, String name) {
        OptionSpec option = command.matchedOption(name);
        return option == null ? List.of() : option.originalStringValues();
    }

    /** The Host header, if it has one. */
    Optional<String> host() {
        return headerLines.stream()
                .filter(line -> line.getKey().equalsIgnoreCase("Host"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The same with a Host header, as clients send one, unless it has one. */
    ExplainedRequest withHost(String host) {
        if (host().isPresent()) {
            return this;
        }
        List<Map.Entry<String, String>> lines = new ArrayList<>(headerLines);
        lines.add(Map.entry("Host", host));
        return new ExplainedRequest(peer, scheme, lines, rawTarget);
    }

    String rawPath() {
        int query = rawTarget.indexOf('?');
        return query < 0 ? rawTarget : rawTarget.substring(0, query);
    }

    /** Without its question mark. */
    String query() {
        int query = rawTarget.indexOf('?');
        return query < 0 ? "" : rawTarget.substring(query + 1);
    }
}
