package io.breakwater.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Known vulnerabilities of Undertow that touch a proxy, by the version of line 2.3 that ended them. */
final class UndertowAdvisories {
    /**
     * One of them.
     *
     * @param fixedIn the last number of 2.3.x
     */
    record Advisory(String id, int fixedIn, String what) {}

    private static final String SMUGGLING =
            "request smuggling: malformed heads and line ends are taken";
    private static final List<Advisory> ALL =
            List.of(
                    new Advisory(
                            "CVE-2025-9784",
                            21,
                            "clients can make HTTP/2 streams reset without end (MadeYouReset)"),
                    new Advisory("CVE-2025-12543", 21, "the Host header is not checked"),
                    new Advisory("CVE-2026-28367", 25, SMUGGLING),
                    new Advisory("CVE-2026-28368", 25, SMUGGLING),
                    new Advisory("CVE-2026-28369", 25, SMUGGLING));
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");
    private static final int LINE = 203;

    private UndertowAdvisories() {}

    /** Those open in a version such as {@code 2.3.23.Final}; all of them in older lines and in what is no version. */
    static List<Advisory> openIn(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return ALL;
        }
        int line = Integer.parseInt(matcher.group(1)) * 100 + Integer.parseInt(matcher.group(2));
        int number =
                line > LINE
                        ? Integer.MAX_VALUE
                        : line < LINE ? 0 : Integer.parseInt(matcher.group(3));
        return ALL.stream().filter(advisory -> number < advisory.fixedIn()).toList();
    }
}
