package io.breakwater.quarkus;

import io.breakwater.cdi.CurrentRequest.Told;
import io.breakwater.net.Authority;
import io.breakwater.net.Scheme;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;

/**
 * A request that says what was believed (B-16): address, scheme, host and port, and URLs with the prefix. What is dispatched on is the path
 * without it (B-18).
 */
final class ToldRequest extends HttpServerRequestWrapper {
    private final Told told;
    private final SocketAddress client;
    private final HostAndPort authority;

    /**
     * @param client the source address to show
     */
    ToldRequest(HttpServerRequest request, Told told, SocketAddress client) {
        super((HttpServerRequestInternal) request);
        this.told = told;
        this.client = client;
        Authority host = told.origin().authority();
        this.authority = HostAndPort.create(host.host(), host.port().orElse(-1));
    }

    @Override
    public SocketAddress remoteAddress() {
        return client;
    }

    @Override
    public String scheme() {
        return told.origin().scheme().text();
    }

    @Override
    public boolean isSSL() {
        return told.origin().scheme() == Scheme.HTTPS;
    }

    @Override
    public HostAndPort authority() {
        return authority;
    }

    @Override
    public HostAndPort authority(boolean real) {
        return authority;
    }

    @Override
    public boolean isValidAuthority() {
        return true;
    }

    @Override
    @SuppressWarnings("deprecation") // and yet called
    public String host() {
        return told.origin().authority().toString();
    }

    @Override
    public String path() {
        return told.rawPath().isEmpty() ? "/" : told.rawPath();
    }

    @Override
    public String uri() {
        return told.relative();
    }

    @Override
    public String absoluteURI() {
        return told.url();
    }
}
