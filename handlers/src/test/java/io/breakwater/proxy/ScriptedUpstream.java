package io.breakwater.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream that does exactly what a test tells it, and remembers what it was asked. */
final class ScriptedUpstream implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Listener listener;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final Queue<Wire> open = new ConcurrentLinkedQueue<>();

    /** What to do with one connection. */
    interface Script {
        void play(Conversation conversation) throws Exception;
    }

    /** A connection as its script sees it. */
    final class Conversation {
        private final Wire wire;
        private final int number;

        Conversation(Wire wire, int number) {
            this.wire = wire;
            this.number = number;
        }

        /** 1 for the first connection. */
        int number() {
            return number;
        }

        Wire wire() {
            return wire;
        }

        /** The next request with its body. */
        Message request() throws IOException {
            Message request = wire.read();
            requests.add(request);
            return request;
        }

        /** The next request without its body. */
        Message requestHead() throws IOException {
            Message request = wire.read(false);
            requests.add(request);
            return request;
        }

        void send(String text) throws IOException {
            wire.send(text);
        }

        /** Tells the test. */
        void event(String name) {
            events.add(name);
        }
    }

    ScriptedUpstream(Script script) throws IOException {
        this(Listener.tcp(), script);
    }

    ScriptedUpstream(Listener listener, Script script) {
        this.script = script;
        this.listener = listener;
        start(this::accept);
    }

    /** Answers every request of every connection with the same bytes. */
    static ScriptedUpstream answering(String response) throws IOException {
        return answering(Listener.tcp(), response);
    }

    static ScriptedUpstream answering(Listener listener, String response) {
        return new ScriptedUpstream(
                listener,
                conversation -> {
                    for (; ; ) {
                        conversation.request();
                        conversation.send(response);
                    }
                });
    }

    /** A response with a body of this text. */
    static String ok(String body, String... headerLines) {
        String extra = headerLines.length == 0 ? "" : String.join("\r\n", headerLines) + "\r\n";
        return "HTTP/1.1 200 OK\r\n"
                + extra
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "scripted-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            for (; ; ) {
                Wire wire = listener.accept();
                open.add(wire);
                int number = connections.incrementAndGet();
                start(() -> play(wire, number));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void play(Wire accepted, int number) {
        try (Wire wire = accepted) {
            script.play(new Conversation(wire, number));
        } catch (EOFException proxyClosed) {
            events.add("closed");
        } catch (Exception e) {
            events.add("failed: " + e);
        }
    }

    String url() {
        return listener.url();
    }

    String authority() {
        return listener.authority();
    }

    int connections() {
        return connections.get();
    }

    /** The next request that was received. */
    Message request() throws InterruptedException {
        Message request = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("the upstream was not asked");
        }
        return request;
    }

    List<Message> requests() {
        return List.copyOf(requests);
    }

    /** The next thing that a script told, or "closed" when the proxy closed a connection. */
    String event() throws InterruptedException {
        String event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return event == null ? "nothing happened" : event;
    }

    /** Whether a script has told something already. */
    boolean hasEvent() {
        return !events.isEmpty();
    }

    /** Dies before the test is over. */
    void die() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Wire wire : open) {
            wire.close();
        }
    }
}
