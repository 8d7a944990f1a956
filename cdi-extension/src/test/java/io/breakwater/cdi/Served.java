package io.breakwater.cdi;

import io.breakwater.options.OptionsReader;
import io.breakwater.options.ReadOptions;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An embedded server on a free port of this machine, configured by keys, in front of an application. */
final class Served implements AutoCloseable {
    private final BreakwaterServer server = new BreakwaterServer();

    Served(HttpHandler application, String... keysAndValues) {
        server.start(read(keysAndValues).orThrow(), application);
    }

    /** Keys, each followed by its value; without any that say where, it listens on any port. */
    static ReadOptions read(String... keysAndValues) {
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting("listen", "127.0.0.1:0", "test"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.add(new Setting(keysAndValues[i], keysAndValues[i + 1], "test"));
        }
        return OptionsReader.read(Settings.of(settings));
    }

    BreakwaterServer server() {
        return server;
    }

    int port() {
        return server.addresses().get(0).port();
    }

    int tlsPort() {
        return server.tlsAddresses().get(0).port();
    }

    String url() {
        return server.urls().get(0);
    }

    String managementUrl() {
        return "http://" + server.managementAddresses().get(0) + "/";
    }

    static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** A connection on which this text has been sent. */
    Socket send(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", port());
        socket.setSoTimeout(10_000);
        write(socket, text);
        return socket;
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** All that comes until the connection is closed. */
    static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        server.close();
    }
}
