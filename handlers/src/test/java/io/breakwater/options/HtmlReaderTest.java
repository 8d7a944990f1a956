package io.breakwater.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.route.UrlPair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** P-13: the keys {@code rewrite-html} and {@code html-map} of a route. */
class HtmlReaderTest {
    private static ReadOptions read(String... lines) {
        Stream<String> route = Stream.of("mounts.a.path=/a", "mounts.a.upstream=http://up/");
        List<Setting> settings =
                Stream.concat(route, Stream.of(lines))
                        .map(line -> line.split("=", 2))
                        .map(line -> new Setting(line[0], line[1], "test.properties"))
                        .toList();
        return OptionsReader.read(Settings.of(settings));
    }

    private static HtmlOptions html(String... lines) {
        return read(lines).orThrow().mounts().get(0).upstream().html();
    }

    private static List<String> errors(String... lines) {
        return read(lines).errors().stream().map(Problem::toString).toList();
    }

    @Test
    void isOffByDefault() {
        assertThat(html()).isEqualTo(HtmlOptions.OFF);
    }

    @Test
    void readsPairs() {
        assertThat(
                        html(
                                "mounts.a.rewrite-html=true",
                                "mounts.a.html-map.docs.from=http://old/docs/",
                                "mounts.a.html-map.docs.to=/docs/"))
                .isEqualTo(
                        new HtmlOptions(true, List.of(new UrlPair("http://old/docs/", "/docs/"))));
    }

    @Test
    void wantsBothOfAPair() {
        assertThat(errors("mounts.a.rewrite-html=true", "mounts.a.html-map.docs.to=/docs/"))
                .containsExactly(
                        "breakwater.mounts.a.html-map.docs.from: is missing (from test.properties). Set it to the beginning of a URL.");
    }

    @Test
    void saysWhatIsWrongWithAPair() {
        assertThat(
                        errors(
                                "mounts.a.rewrite-html=true",
                                "mounts.a.html-map.docs.from=docs",
                                "mounts.a.html-map.docs.to=/docs"))
                .containsExactly(
                        "breakwater.mounts.a.html-map.docs.from: \"docs\" is not the beginning of a URL (from test.properties). "
                                + "Write two URLs such as http://old.internal/docs/ and /manual/.");
    }

    @Test
    void refusesPairsThatNothingUses() {
        assertThat(errors("mounts.a.html-map.docs.from=/a/", "mounts.a.html-map.docs.to=/b/"))
                .containsExactly(
                        "breakwater.mounts.a.html-map.docs.from: \"/a/\" maps URLs in pages that pass as they are (from test.properties). "
                                + "Set breakwater.mounts.a.rewrite-html=true, or leave it out.");
    }

    @Test
    void suggestsTheKeyThatIsMeant() {
        assertThat(errors("mounts.a.rewrite-html=true", "mounts.a.html-map.docs.form=/a/"))
                .anyMatch(
                        error ->
                                error.contains(
                                        "Did you mean breakwater.mounts.a.html-map.docs.from?"));
    }
}
