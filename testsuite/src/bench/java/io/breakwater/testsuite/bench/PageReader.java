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
    private static final int ROUNDS_BETWEEN_LOOKS = 10;

    private static final int MAX_LOOKS = 40;

    /** A cost that falls by less, as often as this, has settled. */
    private static final double SETTLED = 0.97;

    private static final int TIMES_SETTLED = 3;

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

    /**
     * Reads until the cost has settled, and forgets what it was.
     *
     * @param minRounds how often it reads at least
     * @return how the cost fell
     */
    String warmUp(int minRounds) throws IOException, InterruptedException {
        List<Double> costs = new ArrayList<>();
        int settled = 0;
        while (costs.size() * ROUNDS_BETWEEN_LOOKS < minRounds
                || settled < TIMES_SETTLED && costs.size() < MAX_LOOKS) {
            double least = costs.stream().mapToDouble(cost -> cost).min().orElse(Double.MAX_VALUE);
            forget();
            readAll(ROUNDS_BETWEEN_LOOKS);
            costs.add(millisPerMegabyte());
            settled = millisPerMegabyte() > least * SETTLED ? settled + 1 : 0;
        }
        forget();
        return costs.stream()
                .map(cost -> String.format(Locale.ROOT, "%.1f", cost))
                .collect(Collectors.joining(" "));
    }

    private void forget() {
        used = Duration.ZERO;
        bytes = 0;
    }

    /** Every page so many times; none must be an error. */
    void readAll(int times) throws IOException, InterruptedException {
        Duration before = proxy.processorTime().get();
        for (int i = 0; i < times; i++) {
            for (String page : pages) {
                bytes += read(page);
            }
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
