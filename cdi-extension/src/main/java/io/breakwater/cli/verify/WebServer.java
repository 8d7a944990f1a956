package io.breakwater.cli.verify;

import io.breakwater.net.Authority;
import io.breakwater.net.InvalidValue;
import io.breakwater.net.Origin;
import io.breakwater.net.Scheme;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where requests are sent.
 *
 * @param origin scheme, host and port
 * @param target path and query
 */
public record WebServer(Origin origin, String target) {
    private static final String REMEDY = "Write a URL such as http://127.0.0.1:8080/whoami";

    /**
     * The server and target of a URL.
     *
     * @throws InvalidValue saying what is wrong and what to write instead
     */
    public static WebServer parse(String url) {
        try {
            URI uri = new URI(url);
            Scheme scheme = uri.getScheme() == null ? null : Scheme.parse(uri.getScheme());
            Authority authority =
                    uri.getRawAuthority() == null ? null : Authority.parse(uri.getRawAuthority());
            if (scheme == null || authority == null || uri.getRawFragment() != null) {
                throw new InvalidValue("is not the URL of a web server", REMEDY);
            }
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new WebServer(Origin.of(scheme, authority), path + query);
        } catch (URISyntaxException e) {
            throw new InvalidValue("is not a URL", REMEDY);
        }
    }

    /** What its clients send as Host. */
    String host() {
        return origin.authority().toString();
    }

    @Override
    public String toString() {
        return origin + target;
    }
}
