package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
import io.undertow.UndertowOptions;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.http2.Http2ClientConnection;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.http2.Http2Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.channels.Channels;
import org.xnio.channels.StreamSourceChannel;

/**
 * A connection that speaks HTTP/2, shared by as many requests as the upstream allows. It is closed when it has had no lane for some time.
 *
 * <p>Undertow's client takes each GOAWAY for the end of all streams, trips over interim responses, forgets neither streams that were given up
 * nor the window that their bytes took, and lets one slow reader fill the window of all. {@link Http2Frames}, beneath it, sees to all of that
 * before it can happen. Used on one I/O thread.
 */
final class Http2Connection implements Http2Frames.Events {
    private static final int MAX_LANES = 100;
    private static final int STREAM_WINDOW_BYTES = Http2Channel.DEFAULT_INITIAL_WINDOW_SIZE;
    private static final int MAX_QUEUED_BUFFERS = 512;
    private static final int MAX_STREAMS = 1_000_000; // numbers end at 2^31

    /** Without a header table, a header block that is dropped leaves the next one readable (RFC 7541 section 4.2). */
    private static final OptionMap OPTIONS =
            OptionMap.builder()
                    .set(UndertowOptions.HTTP2_SETTINGS_HEADER_TABLE_SIZE, 0)
                    .set(UndertowOptions.HTTP2_SETTINGS_ENABLE_PUSH, false)
                    .set(UndertowOptions.MAX_QUEUED_READ_BUFFERS, MAX_QUEUED_BUFFERS)
                    .set(UndertowOptions.MAX_RST_FRAMES_PER_WINDOW, Integer.MAX_VALUE)
                    .getMap();

    private final StreamConnection socket;
    private final Duration kept;
    private final Http2Frames frames;
    private final Http2Channel channel;
    private final ClientConnection client;
    private final Map<Integer, Http2Lane> streams = new HashMap<>();
    private final Set<Http2Lane> lanes = new HashSet<>();
    private int allowed = MAX_LANES;
    private int begun;
    private boolean draining;
    private boolean closingLater;
    private @Nullable Failure broken;

    /**
     * @param host for requests that name none
     * @param secure whether it is inside TLS
     * @param kept how long it is kept without being used
     */
    Http2Connection(
            StreamConnection socket,
            ByteBufferPool buffers,
            String host,
            boolean secure,
            Duration kept) {
        this.socket = socket;
        this.kept = kept;
        this.frames = new Http2Frames(socket.getSourceChannel().getConduit(), this);
        socket.getSourceChannel().setConduit(frames);
        this.channel = new Channel(socket, buffers);
        this.client = new Http2ClientConnection(channel, false, host, null, secure);
        channel.addCloseTask(closed -> closeAll());
        widen();
    }

    /** Undertow's client tells the upstream, but not who asked, when it refuses an answer. */
    private final class Channel extends Http2Channel {
        Channel(StreamConnection socket, ByteBufferPool buffers) {
            super(socket, null, buffers, null, true, false, OPTIONS);
        }

        @Override
        public void sendRstStream(int streamId, int statusCode) {
            super.sendRstStream(streamId, statusCode);
            Http2Lane lane = streams.get(streamId);
            if (lane != null) {
                lane.cameReset(Http2Error.of(statusCode));
                frames.pretendReset(streamId);
            }
        }
    }

    /** So that the bytes that some streams have not read yet do not stop the others. */
    private void widen() {
        credit(STREAM_WINDOW_BYTES * (MAX_LANES - 1));
    }

    private void credit(int bytes) {
        try {
            channel.sendUpdateWindowSize(0, bytes);
        } catch (IOException e) {
            IoUtils.safeClose(socket);
        }
    }

    ClientConnection client() {
        return client;
    }

    /** Why it cannot be used any more, if that is known. */
    @Nullable Failure broken() {
        return broken;
    }

    /** Whether there can be one lane more. */
    boolean hasRoom() {
        return isGoing() && lanes.size() < allowed;
    }

    /** Whether one stream more may begin. */
    boolean mayBegin() {
        return isGoing() && streams.size() < allowed;
    }

    private boolean isGoing() {
        return !draining && begun < MAX_STREAMS && client.isOpen();
    }

    Http2Lane lane() {
        Http2Lane lane = new Http2Lane(this);
        lanes.add(lane);
        return lane;
    }

    void begin(int streamId, Http2Lane lane) {
        begun++;
        streams.put(streamId, lane);
    }

    void end(int streamId) {
        streams.remove(streamId);
        closeIfUnused();
    }

    /**
     * The answer is not wanted any more. What has come of it makes room for other streams; what will come is dropped beneath Undertow's
     * client, which is told that the upstream has ended the stream, because it forgets no other.
     */
    void abandon(int streamId, ClientExchange exchange) {
        streams.remove(streamId);
        if (!channel.isOpen()) {
            return;
        }
        drain(exchange.getResponseChannel());
        channel.sendRstStream(streamId, Http2Channel.ERROR_CANCEL);
        frames.pretendReset(streamId);
    }

    private static void drain(@Nullable StreamSourceChannel answer) {
        try {
            if (answer != null && answer.isOpen()) {
                Channels.drain(answer, Long.MAX_VALUE);
            }
        } catch (IOException e) {
            // then there is nothing in it
        }
    }

    void left(Http2Lane lane) {
        lanes.remove(lane);
        closeIfUnused();
    }

    /** No more streams begin; those that there are end as they would. */
    void drain() {
        draining = true;
        closeIfUnused();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    private void closeIfUnused() {
        if (draining && streams.isEmpty()) {
            IoTasks.execute(client.getIoThread(), this::close);
        } else if (lanes.isEmpty() && !closingLater) {
            closingLater = true;
            IoTasks.executeAfter(client.getIoThread(), this::closeIfStillUnused, kept.toMillis());
        }
    }

    private void closeIfStillUnused() {
        closingLater = false;
        if (lanes.isEmpty()) {
            close();
        }
    }

    private void close() {
        draining = true;
        IoUtils.safeClose(channel, socket);
    }

    private void closeAll() {
        draining = true;
        new ArrayList<>(lanes).forEach(Http2Lane::closeIfIdle);
        IoUtils.safeClose(socket);
    }

    @Override
    public @Nullable Http2Lane laneOf(int streamId) {
        return streams.get(streamId);
    }

    @Override
    public void dropped(int bytes) {
        IoTasks.execute(client.getIoThread(), () -> credit(bytes));
    }

    @Override
    public void allows(int concurrentStreams) {
        allowed = Math.min(concurrentStreams, MAX_LANES);
    }

    /** RFC 9113 section 6.8: streams behind the last one may be sent again, the others go on. */
    @Override
    public void goesAway(int lastStreamId) {
        Map<Integer, Http2Lane> unprocessed = new TreeMap<>(streams);
        unprocessed.keySet().removeIf(id -> id <= lastStreamId);
        unprocessed.forEach(
                (id, lane) -> {
                    lane.cameReset(Http2Error.REFUSED_STREAM);
                    frames.pretendReset(id);
                });
        drain();
    }

    @Override
    public void breaks(Failure failure) {
        draining = true;
        broken = failure;
    }
}
