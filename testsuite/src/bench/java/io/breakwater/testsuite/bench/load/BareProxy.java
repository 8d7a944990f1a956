package io.breakwater.testsuite.bench.load;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.net.InetSocketAddress;
import java.net.URI;

/** Undertow's own proxy with nothing around it, and as many connections as requests need. */
public final class BareProxy {
    private static final int CONNECTIONS = 1000;

    private BareProxy() {}

    /** @param arguments the upstream's URL */
    public static void main(String[] arguments) {
        LoadBalancingProxyClient upstream =
                new LoadBalancingProxyClient()
                        .setConnectionsPerThread(CONNECTIONS)
                        .setSoftMaxConnectionsPerThread(CONNECTIONS)
                        .addHost(URI.create(arguments[0])); // the last, as it goes by the others
        ProxyHandler proxy =
                ProxyHandler.builder().setProxyClient(upstream).setMaxRequestTime(-1).build();
        Undertow server =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setHandler(Handlers.path().addPrefixPath(Proxy.MOUNT, proxy))
                        .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        System.err.println("http://127.0.0.1:" + address.getPort() + "/");
    }
}
