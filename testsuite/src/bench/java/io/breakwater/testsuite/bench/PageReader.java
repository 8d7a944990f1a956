package io.breakwater.testsuite.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads the pages of a site through a proxy, and knows what processor time that took the proxy. */
final class PageReader implements AutoCloseable {
    /** How many times the whole site is read before the cost is looked at. */
    private static final int WARMING_ROUNDS = 20;

    private static final int MAX_LOOKS = 15;

    /** A cost that falls by less has settled. */
    private static final double SETTLED = 0.97;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Running proxy;
    private final List<String> pages;
    private Duration used = Duration.ZERO;
    private long bytes;

    PageReader(Running proxy, List<String> pages) {
        this.proxy = proxy;
        this.pages = pages;
    }

    /** Reads until the cost has not fallen twice, and forgets what it was. Returns how it fell. */
    String warmUp() throws IOException, InterruptedException {
        List<Double> costs = new ArrayList<>();
        double least = Double.MAX_VALUE;
        int settled = 0;
        while (settled < 2 && costs.size() < MAX_LOOKS) {
            forget();
            for (int round = 0; round < WARMING_ROUNDS; round++) {
                readAll();
            }
            settled = millisPerMegabyte() > least * SETTLED ? settled + 1 : 0;
            least = Math.min(least, millisPerMegabyte());
            costs.add(millisPerMegabyte());
        }
        forget();
        return costs.stream()
                .map(cost -> String.format(Locale.ROOT, "%.1f", cost))
                .collect(Collectors.joining(", "));
    }

    private void forget() {
        used = Duration.ZERO;
        bytes = 0;
    }

    /** Every page once; none must be an error. */
    void readAll() throws IOException, InterruptedException {
        Duration before = proxy.processorTime().get();
        for (String page : pages) {
            bytes += read(page);
        }
        used = used.plus(proxy.processorTime().get().minus(before));
    }

    private int read(String page) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + proxy.port() + PageRewriter.MOUNT + page);
        HttpResponse<byte[]> answer =
                client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(url + " was answered with " + answer.statusCode());
        }
        return answer.body().length;
    }

    double millisPerMegabyte() {
        return used.toNanos() / 1e6 / (bytes / 1e6);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
