package io.breakwater.upstream;

import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;

/** Names of header fields that {@link Headers} does not have, and groups of names. */
final class FieldNames {
    static final HttpString X_FORWARDED_SCHEME = new HttpString("X-Forwarded-Scheme");
    static final HttpString X_FORWARDED_PREFIX = new HttpString("X-Forwarded-Prefix");
    static final HttpString CLIENT_CERT = new HttpString("Client-Cert");
    static final HttpString CLIENT_CERT_CHAIN = new HttpString("Client-Cert-Chain");
    static final HttpString PROXY_STATUS = new HttpString("Proxy-Status");
    static final HttpString CLEAR_SITE_DATA = new HttpString("Clear-Site-Data");
    static final HttpString SERVICE_WORKER_ALLOWED = new HttpString("Service-Worker-Allowed");

    private static final HttpString PROXY_CONNECTION = new HttpString("Proxy-Connection");
    private static final HttpString HTTP2_SETTINGS = new HttpString("HTTP2-Settings");
    private static final HttpString PROXY_AUTHENTICATION_INFO =
            new HttpString("Proxy-Authentication-Info");
    private static final HttpString ALT_SVC = new HttpString("Alt-Svc");

    /** For the next hop only, on the way there (RFC 9110 section 7.6.1); the framing is Undertow's own business (P-5). */
    static final List<HttpString> HOP_BY_HOP_IN_REQUESTS =
            List.of(
                    Headers.CONNECTION,
                    Headers.KEEP_ALIVE,
                    PROXY_CONNECTION,
                    Headers.TE,
                    Headers.UPGRADE,
                    HTTP2_SETTINGS,
                    Headers.PROXY_AUTHORIZATION,
                    Headers.PROXY_AUTHENTICATE);

    /** The same on the way back, and what speaks of the upstream as if it were this server (P-10). */
    static final List<HttpString> HOP_BY_HOP_IN_RESPONSES =
            List.of(
                    Headers.CONNECTION,
                    Headers.KEEP_ALIVE,
                    PROXY_CONNECTION,
                    Headers.TE,
                    Headers.UPGRADE,
                    HTTP2_SETTINGS,
                    Headers.TRANSFER_ENCODING,
                    Headers.PROXY_AUTHENTICATE,
                    PROXY_AUTHENTICATION_INFO,
                    ALT_SVC);

    /** Fields of HTTP/1.1 connections (RFC 9113 section 8.2.2). */
    static final List<HttpString> NOT_IN_HTTP2 =
            List.of(
                    Headers.CONNECTION,
                    Headers.KEEP_ALIVE,
                    PROXY_CONNECTION,
                    Headers.TRANSFER_ENCODING,
                    Headers.UPGRADE);

    private FieldNames() {}
}
