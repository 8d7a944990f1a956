package io.breakwater.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.breakwater.testsuite.peers.BreakwaterProcess;
import io.breakwater.testsuite.peers.HeldPort;
import io.breakwater.testsuite.peers.Peers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P-21, P-23: the runnable jar when its service manager sends signals. */
class StopAndReloadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WARM = 500;

    @TempDir private Path folder;

    private static void await(String what, BooleanSupplier happened) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    @DisplayName(
            "SIGTERM under load: every request that was asked is answered, as both sides count")
    void terminate() throws Exception {
        Path wrk = Peers.require("wrk");
        Path log = folder.resolve("access.log");
        AtomicInteger asked = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer upstream = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        upstream.setExecutor(threads);
        upstream.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
                    exchange.close();
                });
        upstream.start();
        try (HeldPort port = HeldPort.choose();
                BreakwaterProcess server =
                        BreakwaterProcess.start(
                                "start-server",
                                "--port",
                                String.valueOf(port.number()),
                                "--proxy-mount-point",
                                "/",
                                "http://127.0.0.1:" + upstream.getAddress().getPort() + "/",
                                "--access-log",
                                log.toString())) {
            Process load =
                    new ProcessBuilder(
                                    wrk.toString(),
                                    "-c",
                                    "32",
                                    "-t",
                                    "2",
                                    "-d",
                                    "4s",
                                    server.url().toString())
                            .redirectErrorStream(true)
                            .start();
            await("there is load", () -> asked.get() > WARM);
            server.terminate();
            server.exitCode();
            String report =
                    new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int answers = number("(\\d+) requests in", report);
            assertThat(Files.readAllLines(log))
                    .hasSize(answers)
                    .allSatisfy(line -> assertThat(line).contains("\" 200 2 "));
            assertThat(asked.get()).isEqualTo(answers);
            assertThat(number("read (\\d+)", report)).as(report).isZero();
            assertThat(number("timeout (\\d+)", report)).as(report).isZero();
            assertThat(report).doesNotContain("Non-2xx");
        } finally {
            upstream.stop(0);
            threads.shutdownNow();
        }
    }

    /** 0 where the report has nothing to say. */
    private static int number(String pattern, String report) {
        Matcher found = Pattern.compile(pattern).matcher(report);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private static String body(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void hangUp(BreakwaterProcess server) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", String.valueOf(server.pid())).start().waitFor();
    }

    @Test
    @DisplayName(
            "SIGHUP reads the configuration again; a broken file leaves the old one, one ERROR and the metric")
    void hangUp() throws Exception {
        HeldPort port = HeldPort.choose();
        String management = "127.0.0.1:" + port.number();
        String common = "breakwater.management-listen=" + management + "\nbreakwater.whoami=true\n";
        Path file = Files.writeString(folder.resolve("x.properties"), common);
        try (port;
                BreakwaterProcess server =
                        BreakwaterProcess.startServer("--config", file.toString())) {
            String metrics = "http://" + management + "/metrics";
            assertThat(body(server.url().toString())).contains("\"environ\"");

            Files.writeString(file, common + "breakwater.lisen=x\nbreakwater.via=a b\n");
            hangUp(server);
            await("the metric tells", () -> isStale(metrics));
            assertThat(body(server.url().toString())).contains("\"environ\"");
            assertThat(server.stderr().lines().filter(line -> line.contains("ERROR"))).hasSize(1);
            assertThat(server.stderr()).contains("breakwater.lisen", "breakwater.via");

            Files.writeString(file, common + "breakwater.server-name=www.example.com\n");
            hangUp(server);
            await("it is right again", () -> !isStale(metrics));
            assertThat(body(server.url().toString())).startsWith("Forbidden");
        }
    }

    private static boolean isStale(String metrics) {
        try {
            return body(metrics).contains("breakwater_configuration_stale 1.0");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
