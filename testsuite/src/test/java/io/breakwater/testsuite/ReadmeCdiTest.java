package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.RawClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's CDI application, compiled and started from its very text. */
class ReadmeCdiTest {
    private static final Pattern PROPERTIES = Pattern.compile("(?ms)^```properties\\n(.*?)^```$");
    private static final Pattern GREETER =
            Pattern.compile("(?ms)^```java\\n((?:(?!^```$).)*?public class Greeter .*?)^```$");

    @TempDir private Path folder;

    @Test
    void the_application_of_ten_lines_says_what_it_says() throws IOException {
        String section = section("### By configuration");
        Path source = folder.resolve("Greeter.java");
        Files.writeString(source, find(GREETER, section));
        Path properties = folder.resolve("META-INF/microprofile-config.properties");
        Files.createDirectories(properties.getParent());
        Files.writeString(properties, find(PROPERTIES, section));
        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        int compiled =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-d",
                                folder.toString(),
                                "-cp",
                                classPath,
                                source.toString());
        assertThat(compiled).isZero();
        try (BreakwaterProcess greeter =
                BreakwaterProcess.startClass(
                        classPath, "-Dbreakwater.listen=127.0.0.1:0", "Greeter")) {
            String answer =
                    RawClient.get(
                                    greeter.port(),
                                    "127.0.0.1:8080",
                                    "/cart?n=1",
                                    "X-Forwarded-Proto: https",
                                    "X-Forwarded-Host: www.example.com")
                            .text();
            assertThat(section).contains("\n" + answer);
        }
    }

    private static String section(String heading) throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        int from = readme.indexOf(heading);
        return readme.substring(from, readme.indexOf("\n### ", from + 1));
    }

    private static String find(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .findFirst()
                .map(block -> block.group(1))
                .orElseThrow();
    }
}
