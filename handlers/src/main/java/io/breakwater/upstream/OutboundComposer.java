package io.breakwater.upstream;

import io.breakwater.net.Authority;
import io.breakwater.net.Origin;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Scheme;
import io.breakwater.options.UpstreamOptions;
import io.breakwater.options.UpstreamOptions.ClientCertStyle;
import io.breakwater.rewrite.CookieMap;
import io.breakwater.rewrite.PageUrls;
import io.breakwater.route.PageMap;
import io.breakwater.route.ReverseMap;
import io.breakwater.route.TargetPath;
import io.breakwater.route.UpstreamUrl;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes of a request what is sent to an upstream (P-2, P-6, P-7). */
public final class OutboundComposer {
    private final UpstreamOptions options;
    private final Via via;
    private final String serverName;
    private final boolean sharesHost;
    private final PathPrefix base;
    private final List<Origin> origins;
    private final Set<String> hosts;
    private final Optional<StickyCookie> cookie;

    /**
     * @param serverName this server's own name
     * @param sharesHost whether other upstreams serve other paths of the same host
     */
    public OutboundComposer(
            UpstreamOptions options, Via via, String serverName, boolean sharesHost) {
        this.options = options;
        this.via = via;
        this.serverName = serverName;
        this.sharesHost = sharesHost;
        this.base = options.targets().get(0).basePath();
        this.origins = options.targets().stream().map(UpstreamUrl::origin).toList();
        this.hosts = origins.stream().map(Origin::host).collect(Collectors.toUnmodifiableSet());
        this.cookie =
                options.pool()
                        .stickyCookie()
                        .filter(name -> origins.size() > 1)
                        .map(name -> new StickyCookie(name, options.targets()));
    }

    /**
     * Leaves what will be sent with the exchange, for {@link Upstream}.
     *
     * @param rawRemainder of the path, unambiguous
     */
    public void compose(
            HttpServerExchange exchange, Sender sender, AskedUrl asked, String rawRemainder) {
        InboundRequest inbound = InboundRequest.of(exchange);
        Optional<Authority> preserved = options.preserveHost() ? asked.host() : Optional.empty();
        List<Field> fields = fields(inbound, new ForwardingFields(sender, asked, serverName));
        if (options.clientCert() == ClientCertStyle.RFC9440) {
            fields.addAll(ClientCertFields.of(sender, exchange.getConnection()));
        }
        OutboundRequest outbound =
                new OutboundRequest(
                        TargetPath.withQuery(base.under(rawRemainder), inbound.rawQuery()),
                        ConnectionOptions.of(inbound.headers()),
                        preserved,
                        fields,
                        Optional.ofNullable(WebSocketHandshake.in(inbound)),
                        stickiness(inbound, asked),
                        sender.trusted(),
                        rewriting(asked, preserved),
                        sharesHost,
                        options.html().rewrite() && isForWhole(inbound));
        outbound.attachTo(exchange);
    }

    private Optional<Stickiness> stickiness(InboundRequest inbound, AskedUrl asked) {
        return cookie.map(
                sticky ->
                        new Stickiness(
                                sticky,
                                sticky.targetIn(inbound.headers()),
                                asked.prefix(),
                                asked.origin().scheme() == Scheme.HTTPS));
    }

    /**
     * Parts of pages cannot be rewritten, so for one part the whole is asked for once more; but not if the request cannot be sent again, and
     * several parts would come in one body, each with a type of its own.
     */
    private static boolean isForWhole(InboundRequest inbound) {
        boolean repeatable =
                inbound.method().equals(Methods.GET)
                        && !inbound.headers().contains(Headers.CONTENT_LENGTH)
                        && !inbound.headers().contains(Headers.TRANSFER_ENCODING);
        return !repeatable || String.join(",", inbound.lines(Headers.RANGE)).indexOf(',') >= 0;
    }

    private List<Field> fields(InboundRequest inbound, ForwardingFields forwarding) {
        List<Field> fields = new ArrayList<>(forwarding.in(options.forwarded()));
        fields.add(
                new Field(
                        Headers.VIA,
                        via.appendedTo(inbound.headers().get(Headers.VIA), inbound.protocol())));
        inbound.forwardsLeft()
                .ifPresent(
                        left ->
                                fields.add(
                                        new Field(Headers.MAX_FORWARDS, String.valueOf(left - 1))));
        if (options.html().rewrite()) {
            AcceptedCodings.narrowed(inbound.lines(Headers.ACCEPT_ENCODING))
                    .ifPresent(c -> fields.add(new Field(Headers.ACCEPT_ENCODING, c)));
        }
        return fields;
    }

    private ResponseRewriting rewriting(AskedUrl asked, Optional<Authority> preserved) {
        ReverseMap urls =
                new ReverseMap(
                        origins,
                        preserved,
                        base,
                        asked.origin(),
                        asked.prefix(),
                        options.rewriteAbsolutePaths());
        return new ResponseRewriting(urls, new CookieMap(hosts, base, asked.prefix()), pages(urls));
    }

    private Optional<PageUrls> pages(ReverseMap urls) {
        if (!options.html().rewrite()) {
            return Optional.empty();
        }
        PageMap map = new PageMap(urls, options.html().map());
        return Optional.of(new PageUrls(map::map, map::isElsewhere));
    }
}
