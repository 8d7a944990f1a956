package io.breakwater.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B-6 and B-7: the table of forwarding headers. */
class KnownHeadersTest {
    private static String names(HeaderGroup group) {
        return String.join(
                " ",
                KnownHeaders.all().stream()
                        .filter(row -> row.group() == group && row.isSelectable())
                        .map(KnownHeader::name)
                        .toList());
    }

    private static String rowOf(String name) {
        return Optional.ofNullable(KnownHeaders.find(name)).map(KnownHeader::name).orElse("none");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            CLIENT  | X-Forwarded-For X-Real-IP X-Client-IP True-Client-IP CF-Connecting-IP Fastly-Client-IP
            SCHEME  | X-Forwarded-Proto X-Forwarded-Scheme X-Scheme X-Forwarded-SSL X-Forwarded-HTTPS X-HTTPS Front-End-Https
            HOST    | X-Forwarded-Host X-Host
            SERVER  | X-Forwarded-Server
            PORT    | X-Forwarded-Port
            PREFIX  | X-Forwarded-Prefix X-Script-Name X-Forwarded-Script-Name
            CERTIFICATE | Client-Cert SSL_CLIENT_CERT X-SSL-Client-Cert X-Amzn-Mtls-Clientcert
            FAMILY  | Forwarded
            VERDICT | X-Forwarded-By
            """)
    void theNamesThatCanBeChosen(HeaderGroup group, String expected) {
        assertThat(names(group)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "X-Forwarded",
                "Forwarded-For",
                "Client-IP",
                "CF-Connecting-IPv6",
                "X-Cluster-Client-IP",
                "X-Azure-ClientIP",
                "X-Azure-SocketIP",
                "X-Original-For",
                "X-Envoy-External-Address",
                "X-ProxyUser-Ip",
                "X-Remote-IP",
                "X-Remote-Addr",
                "X-Originating-IP",
                "X-Forwarded-Protocol",
                "X-Url-Scheme",
                "CloudFront-Forwarded-Proto",
                "X-Original-Proto",
                "X-Original-Host",
                "X-HTTP-Host-Override",
                "X-Forwarded-Path",
                "X-Forwarded-PathBase",
                "Script-Name",
                "X-Forwarded-Context",
                "X-Original-URI",
                "X-Envoy-Original-Path",
                "X-Forwarded-Method",
                "Client-Cert-Chain",
                "X-Forwarded-Client-Cert",
                "X-Forwarded-Tls-Client-Cert",
                "X-Forwarded-Tls-Client-Cert-Info",
                "X-Client-Cert",
                "X-SSL-Client-Verify",
                "SSL-Client-S-DN",
                "X-ARR-ClientCert",
                "X-Amzn-Mtls-Clientcert-Subject"
            })
    void otherSpellingsGoFromEveryRequest(String name) {
        KnownHeader row = KnownHeaders.find(name);
        assertThat(row).isNotNull();
        assertThat(row.use()).isEqualTo(KnownHeader.Use.NEVER);
        assertThat(KnownHeaders.selectable(name)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "X-Forwarded-User",
                "X-Forwarded-Email",
                "X-Forwarded-Groups",
                "Remote-User",
                "Remote-Groups",
                "Remote-Email",
                "Remote-Name",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-Forwarded-Uri",
                "Proxy"
            })
    void identitiesAndTargetsGoFromStrangersRequests(String name) {
        KnownHeader row = KnownHeaders.find(name);
        assertThat(row).isNotNull();
        assertThat(row.use()).isEqualTo(KnownHeader.Use.NOT_FROM_STRANGERS);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "Via",
                "X-HTTP-Method-Override",
                "Host",
                "Cookie",
                "Authorization",
                "Connection",
                "X-Requested-With",
                "X-Forwarded-",
                "X-Forwarded-Fork",
                "XX-Forwarded-For",
                "X-Forwarded-For-X",
                "ForwardedFor",
                "XForwardedFor",
                "X-SSL-Client",
                "",
                "X",
                "Proxy-Authorization",
                "Proxy-Connection"
            })
    void nothingElseIsTouched(String name) {
        assertThat(rowOf(name)).isEqualTo("none");
    }

    @ParameterizedTest(name = "\"{0}\" looks like {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            x-forwarded-for          | X-Forwarded-For
            X_Forwarded_For          | X-Forwarded-For
            X.Forwarded.For          | X-Forwarded-For
            X Forwarded For          | X-Forwarded-For
            X_FORWARDED-for          | X-Forwarded-For
            x_script_name            | X-Script-Name
            REMOTE_USER              | Remote-User
            SSL-Client-Cert          | SSL_CLIENT_CERT
            X_SSL_CLIENT_S_DN        | X-SSL-Client-*
            """)
    void aliasesFoldToKnownNames(String name, String expected) { // S17
        assertThat(rowOf(name)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} cannot be chosen")
    @ValueSource(
            strings = {
                "X_Forwarded_For",
                "X.Real.IP",
                "Via",
                "X-Forwarded-User",
                "X-Original-Host",
                ""
            })
    void aliasesAndOthersCannotBeChosen(String name) {
        assertThat(KnownHeaders.selectable(name)).isNull();
    }

    @Test
    void namesAreChosenInAnyCaseWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(
                            Stream.of("X-REAL-IP", "x-real-ip", "X-CLIENT-IP", "x-script-name")
                                    .map(KnownHeaders::selectable))
                    .doesNotContainNull();
        } finally {
            Locale.setDefault(before);
        }
    }
}
