package io.breakwater.testsuite;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * Two programs that start on a port given to them: how long from each one's start to its first answer, and its resident memory then.
 *
 * <p>They take turns, so that a busy moment hits both; what counts is the ratio of the medians.
 *
 * @param name of the one that is measured
 * @param command its command line on a port
 * @param otherName of the one that it is compared with
 * @param otherCommand its command line on a port
 */
record Startup(
        String name,
        IntFunction<List<String>> command,
        String otherName,
        IntFunction<List<String>> otherCommand) {
    private static final int RUNS = 9;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    void compare() throws IOException, InterruptedException {
        List<Sample> ours = new ArrayList<>();
        List<Sample> theirs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            ours.add(measure(command));
            theirs.add(measure(otherCommand));
        }
        System.out.println("median of " + RUNS + " runs, taking turns");
        report(
                "start to first answer (ms)",
                ours,
                theirs,
                sample -> sample.firstAnswer().toNanos() / 1e6);
        report("resident memory (MiB)", ours, theirs, sample -> sample.residentKib() / 1024.0);
    }

    private void report(
            String what, List<Sample> samples, List<Sample> others, ToDoubleFunction<Sample> of) {
        double ours = median(samples, of);
        double theirs = median(others, of);
        System.out.printf(
                Locale.ROOT,
                "%-28s %s %7.1f   %s %7.1f   ratio %.2f%n",
                what,
                name,
                ours,
                otherName,
                theirs,
                ours / theirs);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> of) {
        return samples.stream().mapToDouble(of).sorted().toArray()[samples.size() / 2];
    }

    private static Sample measure(IntFunction<List<String>> command)
            throws IOException, InterruptedException {
        int port = freePort();
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command.apply(port))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            awaitAnswer(port, process, start + LIMIT.toNanos());
            return new Sample(
                    Duration.ofNanos(System.nanoTime() - start), residentKib(process.pid()));
        } finally {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static void awaitAnswer(int port, Process process, long deadline)
            throws IOException, InterruptedException {
        while (!answers(port)) {
            if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "it ended with " + process.exitValue() + " before it answered");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("no answer within " + LIMIT);
            }
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().readAllBytes().length > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static long residentKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * One start.
     *
     * @param firstAnswer from the process's start to its first complete answer
     * @param residentKib VmRSS then
     */
    private record Sample(Duration firstAnswer, long residentKib) {}
}
