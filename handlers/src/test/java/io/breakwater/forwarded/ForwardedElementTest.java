package io.breakwater.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B-12: the grammar of RFC 7239 section 4. */
class ForwardedElementTest { // S7
    private static final int MANY = 200_000;

    /** Elements divided by a slash, parameters by a space. */
    private static String told(String header) {
        ForwardedElement.Parsed parsed = ForwardedElement.parse(header);
        return parsed.malformed()
                .map(Reason::code)
                .orElseGet(
                        () ->
                                parsed.elements().stream()
                                        .map(
                                                element ->
                                                        parameters(element)
                                                                .collect(Collectors.joining(" ")))
                                        .collect(Collectors.joining(" / ")));
    }

    private static Stream<String> parameters(ForwardedElement element) {
        return Stream.of("for", "by", "host", "proto", "secret", "ext")
                .filter(name -> element.value(name) != null)
                .map(name -> name + "→" + element.value(name));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            one parameter                        | for=203.0.113.5                          | for→203.0.113.5
            several                              | for=a;host=b;proto=https                 | for→a host→b proto→https
            names in any case                    | FOR=a;Proto=https                        | for→a proto→https
            values as they are                   | host=WWW.Example                         | host→WWW.Example
            a quoted value                       | for="[2001:db8::1]:443"                  | for→[2001:db8::1]:443
            escapes                              | for="a\\"b\\\\c"                         | for→a"b\\c
            a comma in quotes                    | for=a;by="b,c"                           | for→a by→b,c
            a semicolon in quotes                | for=a;secret="b;c"                       | for→a secret→b;c
            an equals sign in quotes             | for=a;secret="b=c"                       | for→a secret→b=c
            an extension                         | for=a;ext=1                              | for→a ext→1
            quotes forgotten around a port       | for=203.0.113.5:99                       | for→203.0.113.5:99
            quotes forgotten around IPv6         | for=[2001:db8::1]:99                     | for→[2001:db8::1]:99
            an empty value is absent             | for=;proto=http                          | proto→http
            an empty quoted value is absent      | for="";proto=http                        | proto→http
            an empty pair is skipped             | for=a;;proto=http;                       | for→a proto→http
            two elements                         | for=a, for=b                             | for→a / for→b
            no space after the comma             | for=a,for=b                              | for→a / for→b
            tabs around the comma                | for=a\t,\tfor=b                          | for→a / for→b
            empty elements are skipped           | , for=a,, ,for=b ,                       | for→a / for→b
            one parameter in several elements    | for=a;proto=http, for=b;proto=https      | for→a proto→http / for→b proto→https
            a name that is a token               | x-1!#=y;for=a                            | for→a
            """)
    void elements(String name, String header, String expected) {
        assertThat(told(header)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            no equals sign                       | for                                      | bad-syntax
            no name                              | =203.0.113.5                             | bad-syntax
            no equals sign in a later pair       | for=a;foo                                | bad-syntax
            no equals sign further left          | bad, for=a                               | bad-syntax
            space after the semicolon            | for=a; proto=https                       | bad-syntax
            space before the semicolon           | for=a ;proto=https                       | bad-syntax
            space before the equals sign         | for =a                                   | bad-syntax
            space behind the equals sign         | for= a                                   | bad-syntax
            a quote behind a space               | for= "a"                                 | bad-syntax
            an unclosed quote                    | for="a                                   | bad-syntax
            a quote that swallows the rest       | for="x, for=b, for=c                     | bad-syntax
            an escape at the end                 | for="a\\                                 | bad-syntax
            text behind a quote                  | for="a"b                                 | bad-syntax
            a quote inside a value               | for=a"b"                                 | bad-syntax
            a slash in a token                   | for=a/b                                  | bad-syntax
            an at sign in a token                | host=a@b                                 | bad-syntax
            a name that is no token              | f(r=a                                    | bad-syntax
            two values                           | for=a=b                                  | bad-syntax
            a parameter twice                    | for=a;for=b                              | duplicate-parameter
            twice in different case              | for=a;proto=http;PROTO=https             | duplicate-parameter
            twice, first empty                   | for=;for=a                               | duplicate-parameter
            twice, further left                  | for=a;for=b, for=c                       | duplicate-parameter
            an extension twice                   | ext=1;ext=2                              | duplicate-parameter
            """)
    void malformed(String name, String header, String expected) {
        assertThat(told(header)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "nothing in: \"{0}\"")
    @ValueSource(strings = {"", " ", ",", " , ,"})
    void noElement(String header) {
        assertThat(told(header)).isEmpty();
        assertThat(ForwardedElement.parse(header).elements()).isEmpty();
    }

    @Test
    void controlCharactersInQuotesAreMalformed() {
        assertThat(told("for=\"a\u0000b\"")).isEqualTo("bad-syntax");
        assertThat(told("for=\"a\\\nb\"")).isEqualTo("bad-syntax");
        assertThat(told("for=\"a\u007fb\"")).isEqualTo("bad-syntax");
    }

    @Test
    @Timeout(10)
    void timeGrowsWithLengthOnly() {
        String parameters =
                IntStream.range(0, MANY)
                        .mapToObj(i -> "a" + i + "=b")
                        .collect(Collectors.joining(";"));
        assertThat(ForwardedElement.parse(parameters).malformed()).isEmpty();
        assertThat(ForwardedElement.parse("for=a,".repeat(MANY)).elements()).hasSize(MANY);
        assertThat(ForwardedElement.parse(",".repeat(MANY)).elements()).isEmpty();
        assertThat(ForwardedElement.parse(" ".repeat(MANY)).elements()).isEmpty();
        assertThat(ForwardedElement.parse(";".repeat(MANY)).elements()).hasSize(1);
        assertThat(told("for=\"" + "\\\\".repeat(MANY))).isEqualTo("bad-syntax");
        assertThat(told("for=\"a\",".repeat(MANY) + "\"")).isEqualTo("bad-syntax");
    }
}
