package io.breakwater.testsuite.bench;

import io.breakwater.net.Authority;
import io.breakwater.net.Origin;
import io.breakwater.net.PathPrefix;
import io.breakwater.net.Scheme;
import io.breakwater.rewrite.BrokenBody;
import io.breakwater.rewrite.ContentCoding;
import io.breakwater.rewrite.HtmlBody;
import io.breakwater.rewrite.PageUrls;
import io.breakwater.route.PageMap;
import io.breakwater.route.ReverseMap;
import io.breakwater.testsuite.browser.Documentation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rewrites one megabyte of the pages of {@link HtmlTable}, without a network (P-13): what the rewriter alone costs.
 *
 * <p>Work is fixed and not time, so that the JVM is as warm however busy the machine is. JMH's own main class runs it: {@code
 * org.openjdk.jmh.Main PageBenchmark -prof gc -prof io.breakwater.testsuite.bench.CpuProfiler}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 40)
@Measurement(iterations = 20)
public class PageBenchmark {
    private static final int MEGABYTE = 1_000_000;
    private static final int MEGABYTES = 25;

    /** As a server's buffers are. */
    private static final int BUFFER_BYTES = 16 * 1024;

    @Param({"IDENTITY", "GZIP"})
    private ContentCoding coding;

    private final List<Sent> pages = new ArrayList<>();
    private PageUrls urls;
    private int turn;
    private int left; // of the megabytes, or too much of the last one if negative

    /** A page as its server sends it, and how long it is before it is compressed. */
    private record Sent(byte[] bytes, int length) {}

    @Setup
    public void setUp() throws IOException {
        Origin upstream = new Origin(Scheme.HTTP, "127.0.0.1", 8081);
        for (Map.Entry<String, byte[]> file : Documentation.files(upstream.toString()).entrySet()) {
            if (Documentation.isPage(file.getKey())) {
                pages.add(new Sent(coded(file.getValue()), file.getValue().length));
            }
        }
        urls = urls(upstream);
    }

    private static PageUrls urls(Origin upstream) {
        ReverseMap urls =
                new ReverseMap(
                        List.of(upstream),
                        Optional.empty(),
                        PathPrefix.NONE,
                        new Origin(Scheme.HTTP, "127.0.0.1", 8080),
                        PathPrefix.configured("/docs/"),
                        false);
        PageMap map = new PageMap(urls, List.of());
        return new PageUrls(map::map, map::isElsewhere);
    }

    private byte[] coded(byte[] plain) throws IOException {
        if (coding == ContentCoding.IDENTITY) {
            return plain;
        }
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write(plain);
        }
        return coded.toByteArray();
    }

    /** Whole pages, each its turn: so many megabytes on an average. */
    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public long megabyte() throws BrokenBody {
        long sent = 0;
        left += MEGABYTES * MEGABYTE;
        while (left > 0) {
            Sent page = pages.get(turn++ % pages.size());
            sent += rewrite(page.bytes());
            left -= page.length();
        }
        return sent;
    }

    private long rewrite(byte[] page) throws BrokenBody {
        long sent = 0;
        try (HtmlBody body = HtmlBody.of(coding, urls, false)) {
            ByteBuffer source = ByteBuffer.wrap(page);
            while (source.position() < page.length) {
                source.limit(Math.min(page.length, source.position() + BUFFER_BYTES));
                while (source.hasRemaining()) {
                    body.take(source);
                    sent += send(body);
                }
            }
            body.end();
            while (!body.advance()) {
                sent += send(body);
            }
            sent += send(body);
        }
        return sent;
    }

    private static long send(HtmlBody body) {
        int count = body.output().remaining();
        body.sent(count);
        return count;
    }
}
