package io.breakwater.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Resolves {@code .} and {@code ..} in a path as a client will (RFC 3986 section 5.2.4), also when the dots are percent-encoded. */
final class DotSegments {
    private DotSegments() {}

    /** The same path without dot segments; the same text if it has none. */
    static String resolve(String rawPath) {
        if (rawPath.indexOf("/.") < 0 && rawPath.indexOf("/%2") < 0) {
            return rawPath;
        }
        List<String> kept = new ArrayList<>();
        String[] segments = rawPath.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            String dots = segments[i].toLowerCase(Locale.ROOT).replace("%2e", ".");
            boolean last = i == segments.length - 1;
            if (dots.equals("..") && !kept.isEmpty()) {
                kept.remove(kept.size() - 1);
            }
            if (!dots.equals(".") && !dots.equals("..")) {
                kept.add(segments[i]);
            } else if (last) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept);
    }
}
