package io.breakwater.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B-6: one header of each group. */
class HeaderChoiceTest {
    private static final String ALL =
            "Choose from X-Forwarded-For, X-Real-IP, X-Client-IP, True-Client-IP, CF-Connecting-IP, "
                    + "Fastly-Client-IP, X-Forwarded-Proto, X-Forwarded-Scheme, X-Scheme, X-Forwarded-SSL, X-Forwarded-HTTPS, X-HTTPS, "
                    + "Front-End-Https, X-Forwarded-Host, X-Host, X-Forwarded-Server, X-Forwarded-Port, X-Forwarded-Prefix, X-Script-Name, "
                    + "X-Forwarded-Script-Name, Client-Cert, SSL_CLIENT_CERT, X-SSL-Client-Cert, X-Amzn-Mtls-Clientcert, Forwarded, X-Forwarded-By";

    private final List<String> problems = new ArrayList<>();

    private List<String> choose(String... names) {
        HeaderChoice choice =
                HeaderChoice.parse(
                        List.of(names),
                        refused ->
                                problems.add(
                                        refused.name()
                                                + " "
                                                + refused.why().problem()
                                                + ". "
                                                + refused.why().remedy()));
        return choice.names();
    }

    @Test
    void namesInAnyCaseAndOrder() {
        assertThat(choose("x-forwarded-port", "X-REAL-IP", "X-Script-Name", "x-forwarded-by"))
                .containsExactly(
                        "X-Real-IP", "X-Forwarded-Port", "X-Script-Name", "X-Forwarded-By");
        assertThat(problems).isEmpty();
    }

    @Test
    void oneNameTwiceIsOneChoice() {
        assertThat(choose("X-Forwarded-For", "x-forwarded-for")).containsExactly("X-Forwarded-For");
        assertThat(problems).isEmpty();
    }

    @Test
    void noNameIsNoChoice() {
        assertThat(choose()).isEmpty();
        assertThat(HeaderChoice.NONE.isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "{1} beside {0}")
    @CsvSource({
        "X-Forwarded-For, X-Real-IP", "X-Client-IP, True-Client-IP",
                "X-Forwarded-Proto, X-Forwarded-SSL", "X-Scheme, Front-End-Https",
        "X-Forwarded-Host, X-Host", "X-Script-Name, X-Forwarded-Prefix",
                "Forwarded, X-Forwarded-For", "X-Forwarded-Proto, Forwarded",
        "Forwarded, X-Host", "Forwarded, X-Forwarded-Server", "X-Forwarded-Port, Forwarded"
    })
    void twoOfOneGroup(String first, String second) { // S3
        assertThat(choose(first, second)).containsExactly(first);
        assertThat(problems)
                .containsExactly(
                        second
                                + " tells the same as "
                                + first
                                + ", and a client could send the one that the proxy does not set. Keep only the one that your proxy sets");
    }

    @ParameterizedTest(name = "{1} beside {0}")
    @CsvSource({
        "Forwarded, X-Forwarded-Prefix",
        "Forwarded, X-Forwarded-By",
        "X-Forwarded-Host, X-Forwarded-Server",
        "X-Forwarded-For, X-Forwarded-Proto"
    })
    void twoThatTellDifferentThings(String first, String second) {
        assertThat(choose(first, second)).containsExactlyInAnyOrder(first, second);
        assertThat(problems).isEmpty();
    }

    @Test
    void unknownNamesAreAllReported() {
        assertThat(choose("X-Forwarded-Fro", "X_Forwarded_For", "X-Forwarded-For", "Via"))
                .containsExactly("X-Forwarded-For");
        assertThat(problems)
                .containsExactly(
                        "X-Forwarded-Fro is not a forwarding header that can be trusted. " + ALL,
                        "X_Forwarded_For is not a forwarding header that can be trusted. " + ALL,
                        "Via is not a forwarding header that can be trusted. " + ALL);
    }
}
