package io.breakwater.upstream;

import io.breakwater.net.Ascii;
import io.breakwater.net.IpAddress;
import io.breakwater.options.UpstreamOptions.ForwardedStyle;
import io.undertow.util.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The fields that tell an upstream who asked whom for what (P-6). Whatever the client sent under these names is gone before they are added.
 *
 * @param sender who asked
 * @param asked whom, and under which prefix
 * @param serverName this server's own name
 */
record ForwardingFields(Sender sender, AskedUrl asked, String serverName) {

    List<Field> in(ForwardedStyle style) {
        List<Field> fields = new ArrayList<>();
        if (style == ForwardedStyle.X || style == ForwardedStyle.BOTH) {
            addXFamily(fields);
        }
        if (style == ForwardedStyle.RFC7239 || style == ForwardedStyle.BOTH) {
            fields.add(new Field(Headers.FORWARDED, forwarded()));
        }
        return fields;
    }

    private void addXFamily(List<Field> fields) {
        List<IpAddress> addresses = sender.addresses();
        if (!addresses.isEmpty()) {
            String list =
                    addresses.stream().map(IpAddress::toString).collect(Collectors.joining(", "));
            fields.add(new Field(Headers.X_FORWARDED_FOR, list));
        }
        fields.add(new Field(Headers.X_FORWARDED_PROTO, asked.origin().scheme().text()));
        fields.add(new Field(FieldNames.X_FORWARDED_SCHEME, asked.origin().scheme().text()));
        fields.add(new Field(Headers.X_FORWARDED_HOST, asked.origin().authority().toString()));
        fields.add(new Field(Headers.X_FORWARDED_PORT, Integer.toString(asked.origin().port())));
        fields.add(new Field(Headers.X_FORWARDED_SERVER, serverName));
        if (!asked.prefix().isNone()) {
            fields.add(new Field(FieldNames.X_FORWARDED_PREFIX, asked.prefix().toString()));
        }
    }

    /** RFC 7239 section 4. Host and scheme are what is believed of the whole chain, so each element may say them. */
    private String forwarded() {
        String what =
                ";host="
                        + quotedIfNeeded(asked.origin().authority().toString())
                        + ";proto="
                        + asked.origin().scheme().text();
        return sender.nodes().stream()
                .map(node -> "for=" + quotedIfNeeded(node) + what)
                .collect(Collectors.joining(", "));
    }

    /** A node or authority has nothing in it that would need a backslash. */
    private static String quotedIfNeeded(String value) {
        return value.chars().allMatch(c -> Ascii.isTokenChar((char) c))
                ? value
                : "\"" + value + "\"";
    }
}
