package io.breakwater.testsuite.bench.load;

import io.breakwater.testsuite.bench.Running;
import io.breakwater.testsuite.peers.Apache;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.Caddy;
import io.breakwater.testsuite.peers.HaProxy;
import io.breakwater.testsuite.peers.Nginx;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The proxies that are compared, each with one worker or its defaults, without an access log, with connections to the upstream that are kept.
 *
 * <p>All but {@link #PROXY_HANDLER}, which can do neither, trust the address that the requests come from, take the client's out of {@code X-Forwarded-For}, tell
 * the upstream with the headers that Breakwater sends, and map {@code Location} and the path of cookies back.
 */
enum Proxy {
    BREAKWATER("Breakwater", Proxy::breakwater),
    PROXY_HANDLER("bare ProxyHandler", Proxy::proxyHandler),
    NGINX(
            "nginx",
            upstream ->
                    Running.of(
                            Nginx.configured(address -> Configurations.nginx(address, upstream)))),
    HAPROXY(
            "HAProxy",
            upstream ->
                    Running.of(
                            HaProxy.configured(
                                    address -> Configurations.haProxy(address, upstream)))),
    APACHE(
            "Apache",
            upstream -> Running.of(Apache.trusting(address -> Configurations.apache(upstream)))),
    CADDY(
            "Caddy",
            upstream ->
                    Running.of(
                            Caddy.configured(address -> Configurations.caddy(address, upstream))));

    /** The path that they serve of the upstream. */
    static final String MOUNT = "/api";

    private static final int WARMING_SECONDS = 20;

    private final String title;
    private final IntFunction<Running> start;

    Proxy(String title, IntFunction<Running> start) {
        this.title = title;
        this.start = start;
    }

    /** How long it has to be asked before it is as fast as it will be. */
    Duration warming() {
        boolean compilesItself = this == BREAKWATER || this == PROXY_HANDLER;
        return Duration.ofSeconds(compilesItself ? WARMING_SECONDS : 1);
    }

    String title() {
        return title;
    }

    /** Starts it in front of a port. */
    Running start(int upstreamPort) {
        return start.apply(upstreamPort);
    }

    private static Running breakwater(int upstreamPort) {
        return Running.of(
                BreakwaterProcess.startServer(
                        "--trusted-proxy",
                        "127.0.0.1 10.0.0.0/8",
                        "--trusted-proxy-headers",
                        String.join(" ", Wrk.FORWARDING_NAMES),
                        "--proxy-mount-point",
                        MOUNT + "/",
                        url(upstreamPort)));
    }

    private static Running proxyHandler(int upstreamPort) {
        return Running.of(
                BreakwaterProcess.startClass(
                        classPath(), BareProxy.class.getName(), url(upstreamPort)));
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port + "/";
    }

    /** This JVM's, as seen from any directory. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
