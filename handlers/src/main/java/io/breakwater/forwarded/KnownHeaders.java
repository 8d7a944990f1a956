package io.breakwater.forwarded;

import static io.breakwater.forwarded.HeaderGroup.CERTIFICATE;
import static io.breakwater.forwarded.HeaderGroup.CERTIFICATE_CHAIN;
import static io.breakwater.forwarded.HeaderGroup.CLIENT;
import static io.breakwater.forwarded.HeaderGroup.FAMILY;
import static io.breakwater.forwarded.HeaderGroup.HOST;
import static io.breakwater.forwarded.HeaderGroup.IDENTITY;
import static io.breakwater.forwarded.HeaderGroup.PORT;
import static io.breakwater.forwarded.HeaderGroup.PREFIX;
import static io.breakwater.forwarded.HeaderGroup.SCHEME;
import static io.breakwater.forwarded.HeaderGroup.SERVER;
import static io.breakwater.forwarded.HeaderGroup.TARGET;
import static io.breakwater.forwarded.HeaderGroup.VERDICT;

import io.breakwater.forwarded.KnownHeader.Form;
import io.breakwater.forwarded.KnownHeader.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one table of the headers by which proxies tell who asked for what (B-6, B-7).
 *
 * <p>A name that is not in it is never touched; {@code Via} and {@code X-HTTP-Method-Override} are left out on purpose.
 */
public final class KnownHeaders {

    private static final List<KnownHeader> ROWS = rows();
    private static final Map<String, KnownHeader> BY_FOLDED_NAME = new HashMap<>();

    /** By the names as HTTP/1.1 usually has them, which most requests have: found without folding. */
    private static final Map<String, KnownHeader> BY_USUAL_NAME = new HashMap<>();

    private static final List<KnownHeader> FAMILIES_OF_NAMES = new ArrayList<>();

    static {
        for (KnownHeader row : ROWS) {
            if (row.name().endsWith("*")) {
                FAMILIES_OF_NAMES.add(row);
            } else {
                BY_FOLDED_NAME.put(fold(row.name()), row);
                BY_USUAL_NAME.put(row.name(), row);
            }
        }
    }

    private KnownHeaders() {}

    private static List<KnownHeader> rows() {
        List<KnownHeader> rows = new ArrayList<>();
        selectable(rows, CLIENT, Form.NODE_LIST, "X-Forwarded-For");
        selectable(
                rows,
                CLIENT,
                Form.NODE,
                "X-Real-IP",
                "X-Client-IP",
                "True-Client-IP",
                "CF-Connecting-IP",
                "Fastly-Client-IP");
        selectable(
                rows,
                SCHEME,
                Form.SCHEME_TEXT,
                "X-Forwarded-Proto",
                "X-Forwarded-Scheme",
                "X-Scheme");
        selectable(
                rows,
                SCHEME,
                Form.SCHEME_FLAG,
                "X-Forwarded-SSL",
                "X-Forwarded-HTTPS",
                "X-HTTPS",
                "Front-End-Https");
        selectable(rows, HOST, Form.AUTHORITY, "X-Forwarded-Host", "X-Host");
        selectable(rows, SERVER, Form.AUTHORITY, "X-Forwarded-Server");
        selectable(rows, PORT, Form.PORT, "X-Forwarded-Port");
        selectable(
                rows,
                PREFIX,
                Form.PREFIX,
                "X-Forwarded-Prefix",
                "X-Script-Name",
                "X-Forwarded-Script-Name");
        selectable(rows, CERTIFICATE, Form.CERTIFICATE_BYTES, "Client-Cert");
        selectable(
                rows,
                CERTIFICATE,
                Form.CERTIFICATE_PEM,
                "SSL_CLIENT_CERT",
                "X-SSL-Client-Cert",
                "X-Amzn-Mtls-Clientcert");
        selectable(rows, FAMILY, Form.FORWARDED, "Forwarded");
        selectable(rows, VERDICT, Form.OPAQUE, "X-Forwarded-By");
        others(
                rows,
                CLIENT,
                Use.NEVER,
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
                "X-Originating-IP");
        others(
                rows,
                SCHEME,
                Use.NEVER,
                "X-Forwarded-Protocol",
                "X-Url-Scheme",
                "CloudFront-Forwarded-Proto",
                "X-Original-Proto");
        others(rows, HOST, Use.NEVER, "X-Original-Host", "X-HTTP-Host-Override");
        others(
                rows,
                PREFIX,
                Use.NEVER,
                "X-Forwarded-Path",
                "X-Forwarded-PathBase",
                "Script-Name",
                "X-Forwarded-Context",
                "X-Original-URI",
                "X-Envoy-Original-Path",
                "X-Forwarded-Method");
        others(
                rows,
                CERTIFICATE,
                Use.NEVER,
                "X-Forwarded-Client-Cert",
                "X-Client-Cert",
                "X-ARR-ClientCert",
                "X-Forwarded-Tls-Client-Cert*",
                "X-SSL-Client-*",
                "SSL-Client-*",
                "X-Amzn-Mtls-Clientcert*");
        others(rows, CERTIFICATE_CHAIN, Use.NEVER, "Client-Cert-Chain");
        others(rows, VERDICT, Use.NEVER, "X-Forwarded-Trusted-Proxy");
        others(
                rows,
                IDENTITY,
                Use.NOT_FROM_STRANGERS,
                "X-Forwarded-User",
                "X-Forwarded-Email",
                "X-Forwarded-Groups",
                "Remote-User",
                "Remote-Groups",
                "Remote-Email",
                "Remote-Name");
        others(
                rows,
                TARGET,
                Use.NOT_FROM_STRANGERS,
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-Forwarded-Uri",
                "Proxy");
        return List.copyOf(rows);
    }

    private static void selectable(
            List<KnownHeader> rows, HeaderGroup group, Form form, String... names) {
        for (String name : names) {
            rows.add(new KnownHeader(name, group, form, Use.SELECTABLE));
        }
    }

    private static void others(
            List<KnownHeader> rows, HeaderGroup group, Use use, String... names) {
        for (String name : names) {
            rows.add(new KnownHeader(name, group, Form.OPAQUE, use));
        }
    }

    /** The whole table, in the order of its groups. */
    public static List<KnownHeader> all() {
        return ROWS;
    }

    /**
     * The row that a header belongs to, also when it only looks like it to a server that reads {@code _}, {@code .} or space as {@code -}.
     * Null for every other header.
     */
    public static @Nullable KnownHeader find(String name) {
        KnownHeader usual = BY_USUAL_NAME.get(name);
        if (usual != null) {
            return usual;
        }
        String folded = fold(name);
        KnownHeader row = BY_FOLDED_NAME.get(folded);
        return row != null ? row : familyOf(folded);
    }

    /** The row that an operator may choose by this name, in any case; null if there is none. */
    public static @Nullable KnownHeader selectable(String name) {
        KnownHeader row = find(name);
        return row != null && row.isSelectable() && row.name().equalsIgnoreCase(name) ? row : null;
    }

    private static @Nullable KnownHeader familyOf(String folded) {
        for (KnownHeader row : FAMILIES_OF_NAMES) {
            int fixed = row.name().length() - 1;
            if (folded.length() >= fixed && folded.regionMatches(true, 0, row.name(), 0, fixed)) {
                return row;
            }
        }
        return null;
    }

    private static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.append((char) (c + 32));
            } else {
                folded.append(c == '_' || c == '.' || c == ' ' ? '-' : c);
            }
        }
        return folded.toString();
    }
}
