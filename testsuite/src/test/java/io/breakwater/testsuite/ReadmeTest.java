package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.options.Key;
import io.breakwater.options.Keys;
import io.breakwater.options.OptionsReader;
import io.breakwater.options.ReadOptions;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.SelfSigned;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README says is so. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern CLASS = Pattern.compile("public (?:final )?class (\\w+)");

    @TempDir private Path folder;

    private static String readme() throws IOException {
        return Files.readString(Path.of("..", "README.md"));
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(readme())
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    @Test
    void the_java_blocks_compile() throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String block : blocks("java")) {
            Matcher name = CLASS.matcher(block);
            assertThat(name.find()).as("a whole class: %s", block).isTrue();
            sources.add(new Source(name.group(1), block));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options =
                List.of(
                        "-d",
                        folder.toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-proc:none");
        compiler.getTask(null, null, problems, options, null, sources).call();
        assertThat(problems.getDiagnostics()).isEmpty();
        assertThat(sources).hasSizeGreaterThanOrEqualTo(2);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    @Test
    void the_properties_blocks_are_valid_configurations() throws IOException {
        List<String> blocks = blocks("properties");
        assertThat(blocks).isNotEmpty();
        SelfSigned identity = SelfSigned.create("www.example.com", folder);
        for (String block : blocks) {
            Properties properties = new Properties();
            properties.load(
                    new StringReader(
                            block.replace(
                                            "/etc/breakwater/www.pem",
                                            identity.certificate().toString())
                                    .replace(
                                            "/etc/breakwater/www.key", identity.key().toString())));
            List<Setting> settings = new ArrayList<>();
            properties.forEach(
                    (key, value) -> {
                        if (key.toString().startsWith("quarkus.")) {
                            return;
                        }
                        assertThat(key.toString()).startsWith(Keys.PREFIX);
                        String name = key.toString().substring(Keys.PREFIX.length());
                        settings.add(new Setting(name, value.toString(), "README.md"));
                    });
            ReadOptions read = OptionsReader.read(Settings.of(settings));
            assertThat(read.errors()).as(block).isEmpty();
            assertThat(read.warnings()).as(block).isEmpty();
        }
    }

    @Test
    void the_table_of_keys_is_the_table_in_the_code() throws IOException {
        String readme = readme();
        int from = readme.indexOf("| key |");
        int to = readme.indexOf("<!-- end of keys -->");
        StringBuilder table =
                new StringBuilder("| key | value | default | meaning |\n|---|---|---|---|\n");
        for (Key key : Keys.all()) {
            table.append(
                    "| `%s` | %s | %s | %s |\n"
                            .formatted(
                                    key.name(),
                                    key.type().text(),
                                    key.defaultText(),
                                    key.description()));
        }
        assertThat(readme.substring(from, to)).isEqualTo(table.toString());
    }

    @Test
    void the_first_command_line_answers_as_it_says() throws Exception {
        List<String> lines = blocks("sh").stream().flatMap(String::lines).toList();
        String first =
                lines.stream()
                        .filter(line -> line.contains("start-server"))
                        .findFirst()
                        .orElseThrow();
        assertThat(first)
                .startsWith(
                        "mvn -q package -DskipTests && java -jar cdi-extension/target/breakwater.jar start-server --port 8080 ");
        List<String> arguments = words(first.substring(first.indexOf("start-server")));
        arguments.set(arguments.indexOf("8080"), "0");
        try (BreakwaterProcess breakwater =
                BreakwaterProcess.start(arguments.toArray(String[]::new))) {
            assertThat(environ(breakwater, "127.0.0.1"))
                    .containsEntry("REMOTE_ADDR", "203.0.113.5")
                    .containsEntry("SERVER_PORT", "443")
                    .containsEntry("HTTP_HOST", "www.example.com")
                    .containsEntry("wsgi.url_scheme", "https");
            assertThat(environ(breakwater, "127.0.0.2"))
                    .containsEntry("REMOTE_ADDR", "127.0.0.2")
                    .containsEntry("wsgi.url_scheme", "http");
        }
    }

    private static Map<String, String> environ(BreakwaterProcess breakwater, String from) {
        return Whoami.ask(
                        from,
                        breakwater.port(),
                        "127.0.0.1:8080",
                        "/cart",
                        "X-Forwarded-For: 203.0.113.5",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: www.example.com")
                .environ();
    }

    private static List<String> words(String commandLine) {
        Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(commandLine);
        List<String> words = new ArrayList<>();
        word.results().map(ReadmeTest::word).forEach(words::add);
        return words;
    }

    private static String word(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2);
    }
}
