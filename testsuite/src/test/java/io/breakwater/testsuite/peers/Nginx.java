package io.breakwater.testsuite.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A real nginx on a loopback port. */
public record Nginx(PeerProcess process) implements RunningPeer {
    /** A front end with the {@code proxy_set_header} lines of mod_wsgi's page; {@code $server_port} is its own port. */
    public static Nginx front(int upstreamPort) {
        return front(
                upstreamPort,
                "Host              $host",
                "X-Forwarded-For   $proxy_add_x_forwarded_for",
                "X-Forwarded-Host  $host",
                "X-Forwarded-Port  $server_port",
                "X-Forwarded-Proto $scheme");
    }

    /** A front end that sets these headers: a name, white space, a value with nginx's variables. */
    public static Nginx front(int upstreamPort, String... headers) {
        return withServer("", proxy(upstreamPort, headers));
    }

    /** A front end that terminates TLS. */
    public static Nginx tlsFront(int upstreamPort, SelfSigned identity, String... headers) {
        String tls =
                """
                ssl_certificate     %s;
                ssl_certificate_key %s;
            """
                        .formatted(identity.certificate(), identity.key());
        return withServer(" ssl", tls + proxy(upstreamPort, headers));
    }

    /** A server of these files: name to text. */
    public static Nginx files(Map<String, String> files) {
        return withServer("", "    root files;\n", files);
    }

    /** A server with the given lines in its {@code server} block, below {@code listen}. */
    public static Nginx server(String lines) {
        return withServer("", lines);
    }

    /** A server with these lines in its {@code http} block, made for the address to listen on. */
    public static Nginx configured(UnaryOperator<String> lines) {
        Path nginx = Peers.require("nginx");
        return new Nginx(
                PeerProcess.start(
                        "nginx",
                        place ->
                                command(
                                        nginx,
                                        place,
                                        configuration(lines.apply(place.address())))));
    }

    private static Nginx withServer(String listenOptions, String lines) {
        return withServer(listenOptions, lines, Map.of());
    }

    private static Nginx withServer(String listenOptions, String lines, Map<String, String> files) {
        Path nginx = Peers.require("nginx");
        return new Nginx(
                PeerProcess.start(
                        "nginx",
                        place -> {
                            files.forEach((name, text) -> place.write("files/" + name, text));
                            return command(
                                    nginx,
                                    place,
                                    configuration(server(place, listenOptions, lines)));
                        }));
    }

    private static List<String> command(Path nginx, Place place, String configuration) {
        Path file = place.write("nginx.conf", configuration);
        return List.of(
                nginx.toString(),
                "-p",
                place.directory().toString(),
                "-c",
                file.toString(),
                "-e",
                "stderr");
    }

    private static String proxy(int upstreamPort, String... headers) {
        StringBuilder location = new StringBuilder("    location / {\n");
        location.append("        proxy_pass http://127.0.0.1:").append(upstreamPort).append(";\n");
        for (String header : headers) {
            location.append("        proxy_set_header ").append(header).append(";\n");
        }
        return location.append("    }\n").toString();
    }

    private static String server(Place place, String listenOptions, String lines) {
        return """
              server {
                listen %s%s;
                server_name www.example.com;
            %s
              }
            """
                .formatted(place.address(), listenOptions, lines);
    }

    private static String configuration(String lines) {
        return """
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log stderr;
            %s
            events { worker_connections 2048; }
            http {
              access_log off;
              default_type text/plain;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
            %s
            }
            """
                .formatted(SystemUser.isRoot() ? "user nobody nogroup;" : "", lines);
    }
}
