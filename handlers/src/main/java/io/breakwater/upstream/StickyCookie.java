package io.breakwater.upstream;

import io.breakwater.net.Ascii;
import io.breakwater.net.PathPrefix;
import io.breakwater.route.UpstreamUrl;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that leads a client to the target it was at before (P-16). Its value is a word for the target that is the same after a restart
 * and in each Breakwater with the same targets. It is between us and the client: the upstream neither sees it nor sets it.
 *
 * <p>A word is four hexadecimal digits of a digest of the target's URL: enough to tell the targets of a route from each other, and too few to
 * tell its address, since of all the addresses that a network can have thousands have the same. A client that makes words up can only choose
 * among the targets, which it can do by asking without the cookie as well.
 */
final class StickyCookie {
    private static final int DIGITS = 4;

    private final String name;
    private final Map<UpstreamUrl, String> words = new LinkedHashMap<>();
    private final Map<String, UpstreamUrl> targets = new LinkedHashMap<>();

    StickyCookie(String name, List<UpstreamUrl> targets) {
        this.name = name;
        targets.forEach(this::addWordOf);
    }

    private void addWordOf(UpstreamUrl target) {
        String text = target.toString();
        String word = digest(text);
        while (targets.containsKey(word)) {
            text += "'";
            word = digest(text);
        }
        words.put(target, word);
        targets.put(word, target);
    }

    private static String digest(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The target that a request's cookie is a word for, or null; of several, the first. */
    @Nullable UpstreamUrl targetIn(HeaderMap request) {
        HeaderValues lines = request.get(Headers.COOKIE);
        if (lines == null) {
            return null;
        }
        return lines.stream()
                .flatMap(StickyCookie::pairs)
                .filter(this::isMine)
                .map(pair -> Ascii.trim(pair.substring(pair.indexOf('=') + 1)))
                .filter(targets::containsKey)
                .findFirst()
                .map(targets::get)
                .orElse(null);
    }

    private static Stream<String> pairs(String line) {
        return Stream.of(line.split(";", -1));
    }

    private boolean isMine(String pair) {
        int equals = pair.indexOf('=');
        return equals >= 0 && Ascii.trim(pair.substring(0, equals)).equals(name);
    }

    /** Takes the cookie out of a request, and leaves the others as they are. */
    void removeFrom(HeaderMap request) {
        HeaderValues lines = request.get(Headers.COOKIE);
        if (lines == null || lines.stream().flatMap(StickyCookie::pairs).noneMatch(this::isMine)) {
            return;
        }
        List<String> kept =
                lines.stream().map(this::withoutMine).filter(s -> !s.isEmpty()).toList();
        request.remove(Headers.COOKIE);
        request.addAll(Headers.COOKIE, kept);
    }

    private String withoutMine(String line) {
        return Ascii.trim(
                pairs(line).filter(pair -> !isMine(pair)).collect(Collectors.joining(";")));
    }

    /**
     * Puts the cookie into a response, if the request had another one or none.
     *
     * @param path of the route, as clients see it
     * @param secure whether the client came over https
     */
    void applyTo(
            HeaderMap response,
            UpstreamUrl target,
            @Nullable UpstreamUrl sent,
            PathPrefix path,
            boolean secure) {
        HeaderValues cookies = response.get(Headers.SET_COOKIE);
        if (cookies != null && cookies.stream().anyMatch(this::isMine)) {
            List<String> kept = cookies.stream().filter(cookie -> !isMine(cookie)).toList();
            response.remove(Headers.SET_COOKIE);
            response.addAll(Headers.SET_COOKIE, kept);
        }
        if (!target.equals(sent)) {
            response.add(
                    Headers.SET_COOKIE,
                    name
                            + "="
                            + words.get(target)
                            + "; Path="
                            + (path.isNone() ? "/" : path)
                            + "; HttpOnly; SameSite=Lax"
                            + (secure ? "; Secure" : ""));
        }
    }
}
