package io.breakwater.upstream;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a client's Accept-Encoding (RFC 9110 section 12.5.3) leaves of the codings that a page can be rewritten in: gzip or none. */
final class AcceptedCodings {
    private static final Pattern REFUSED = Pattern.compile("q\\s*=\\s*0(\\.0*)?");

    private AcceptedCodings() {}

    /** @param lines of the header, empty if there is none: then an upstream is told nothing either */
    static Optional<String> narrowed(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        boolean gzip = false;
        boolean others = false;
        boolean gzipNamed = false;
        for (String item : String.join(",", lines).toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = item.split(";");
            String name = parts.length == 0 ? "" : parts[0].strip();
            boolean wanted = parts.length < 2 || !REFUSED.matcher(parts[1].strip()).matches();
            boolean isGzip = name.equals("gzip") || name.equals("x-gzip");
            gzipNamed |= isGzip;
            gzip |= isGzip && wanted;
            others |= name.equals("*") && wanted;
        }
        return Optional.of(gzip || others && !gzipNamed ? "gzip" : "identity");
    }
}
