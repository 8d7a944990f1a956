package io.breakwater.testsuite.bench.load;

/** What the other proxies are told, so that they do what Breakwater does by itself. */
final class Configurations {
    private Configurations() {}

    static String upstream(String address) {
        return """
              keepalive_requests 1000000000;
              server {
                listen %s backlog=1024;
                location / {
                  add_header Set-Cookie "session=1; Path=/; HttpOnly";
                  return 200 "%s";
                }
              }
            """
                .formatted(address, "x".repeat(1000));
    }

    static String nginx(String address, int upstreamPort) {
        return """
              keepalive_requests 1000000000;
              set_real_ip_from 127.0.0.1;
              set_real_ip_from 10.0.0.0/8;
              real_ip_header X-Forwarded-For;
              real_ip_recursive on;
              upstream application { server 127.0.0.1:%2$d; keepalive 512; keepalive_requests 1000000000; }
              server {
                listen %1$s backlog=1024;
                location /api/ {
                  proxy_pass http://application/;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_set_header X-Forwarded-For    "$remote_addr, $realip_remote_addr";
                  proxy_set_header X-Forwarded-Proto  $http_x_forwarded_proto;
                  proxy_set_header X-Forwarded-Scheme $http_x_forwarded_proto;
                  proxy_set_header X-Forwarded-Host   $http_x_forwarded_host;
                  proxy_set_header X-Forwarded-Port   $http_x_forwarded_port;
                  proxy_set_header X-Forwarded-Server $hostname;
                  proxy_set_header X-Forwarded-Prefix /api;
                  proxy_cookie_path / /api/;
                }
              }
            """
                .formatted(address, upstreamPort);
    }

    static String haProxy(String address, int upstreamPort) {
        return """
            defaults
              mode http
              timeout connect 5s
              timeout client 30s
              timeout server 30s
            frontend public
              bind %1$s backlog 1024
              http-request set-src hdr_ip(X-Forwarded-For,-1) if { src 127.0.0.1 10.0.0.0/8 }
              option forwardfor
              http-request set-header X-Forwarded-Scheme %%[req.hdr(X-Forwarded-Proto)]
              http-request set-header X-Forwarded-Server %%[hostname]
              http-request set-header X-Forwarded-Prefix /api
              http-request replace-path /api/(.*) /\\1
              http-response replace-header Set-Cookie (.*Path=)/(.*) \\1/api/\\2
              http-response replace-header Location http://127.0.0.1:%2$d/(.*) /api/\\1
              default_backend application
            backend application
              http-reuse always
              server upstream 127.0.0.1:%2$d pool-max-conn -1
            """
                .formatted(address, upstreamPort);
    }

    static String apache(int upstreamPort) {
        return """
            ThreadLimit 600
            ThreadsPerChild 600
            MaxRequestWorkers 600
            ServerLimit 1
            MinSpareThreads 600
            MaxSpareThreads 600
            KeepAlive On
            MaxKeepAliveRequests 0
            ListenBackLog 1024
            RemoteIPHeader X-Forwarded-For
            RemoteIPTrustedProxy 127.0.0.1 10.0.0.0/8
            RequestHeader set X-Forwarded-Scheme expr=%%{req:X-Forwarded-Proto}
            RequestHeader set X-Forwarded-Prefix /api
            ProxyPass               /api/ http://127.0.0.1:%1$d/ enablereuse=on
            ProxyPassReverse        /api/ http://127.0.0.1:%1$d/
            ProxyPassReverseCookiePath / /api/
            """
                .formatted(upstreamPort);
    }

    static String caddy(String address, int upstreamPort) {
        return """
            %1$s {
              handle_path /api/* {
                reverse_proxy 127.0.0.1:%2$d {
                  trusted_proxies 127.0.0.1 10.0.0.0/8
                  header_up X-Forwarded-Scheme {http.request.header.X-Forwarded-Proto}
                  header_up X-Forwarded-Port {http.request.header.X-Forwarded-Port}
                  header_up X-Forwarded-Server {system.hostname}
                  header_up X-Forwarded-Prefix /api
                  header_down Set-Cookie "Path=/" "Path=/api/"
                  transport http {
                    keepalive_idle_conns_per_host 1024
                  }
                }
              }
            }
            """
                .formatted(address, upstreamPort);
    }
}
