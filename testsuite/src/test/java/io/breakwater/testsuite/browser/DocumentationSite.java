package io.breakwater.testsuite.browser;

import io.breakwater.testsuite.peers.Nginx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** The {@link Documentation}, served by nginx: compressed for whoever accepts that. */
public record DocumentationSite(Nginx server, List<String> pages) implements AutoCloseable {

    /**
     * Writes its files and starts the server.
     *
     * @param root an empty directory that everybody may read
     */
    public static DocumentationSite in(Path root) throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Nginx server = Nginx.configured(address -> configuration(address, root));
        Map<String, byte[]> files = Documentation.files("http://127.0.0.1:" + server.port());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path copy = root.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.write(copy, file.getValue());
        }
        return new DocumentationSite(
                server, files.keySet().stream().filter(Documentation::isPage).toList());
    }

    private static String configuration(String address, Path root) {
        return """
            types {
                text/html html; text/css css; text/javascript js;
                image/png png; image/gif gif;
            }
            gzip on;
            gzip_proxied any;
            server { listen %s; root %s; }
            """
                .formatted(address, root);
    }

    /** Ends in a slash. */
    public String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }
}
