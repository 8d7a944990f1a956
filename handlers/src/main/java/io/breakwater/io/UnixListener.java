package io.breakwater.io;

import io.breakwater.net.Peer;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/**
 * Listens on a unix socket and hands its connections to I/O threads in turn; their peer is {@link Peer#UNIX} (B-2).
 *
 * <p>A socket file that nobody answers at is left from a server that has ended, and is replaced; one that somebody answers at is not. The file
 * appears under its name with its permissions, and is removed by {@link #stop()} unless it is another one by then. Safe for use by several
 * threads.
 */
public final class UnixListener implements Closeable {
    private static final Logger LOG = Logger.getLogger("io.breakwater");
    private static final int BACKLOG = 1_000;
    private static final String UNFINISHED = "~";
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final XnioWorker worker;
    private final Path path;
    private final ServerSocketChannel server;
    private final Object fileKey;
    private final ChannelListener<? super StreamConnection> opened;
    private final UnixPoller poller = new UnixPoller();
    private final Set<StreamConnection> connections = ConcurrentHashMap.newKeySet();
    private int next;

    private UnixListener(
            XnioWorker worker,
            Path path,
            ServerSocketChannel server,
            ChannelListener<? super StreamConnection> opened)
            throws IOException {
        this.worker = worker;
        this.path = path;
        this.server = server;
        this.opened = opened;
        this.fileKey = keyOf(path);
    }

    /**
     * Listens; connections wait until {@link #accept()} is called.
     *
     * @param opened gets each connection, on its I/O thread
     * @throws IOException if that cannot be done, or must not because something answers there or is no socket
     */
    public static UnixListener open(
            XnioWorker worker,
            Path path,
            Set<PosixFilePermission> permissions,
            ChannelListener<? super StreamConnection> opened)
            throws IOException {
        checkFree(path);
        Path unfinished = Path.of(path + UNFINISHED);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            Files.deleteIfExists(unfinished);
            server.bind(UnixDomainSocketAddress.of(unfinished), BACKLOG);
            Files.setPosixFilePermissions(unfinished, permissions);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
            return new UnixListener(worker, path, server, opened);
        } catch (IOException e) {
            IoUtils.safeClose(server);
            throw e;
        }
    }

    private static void checkFree(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!attributes(path).isOther()) {
            throw new BindException("it is there and is not a socket");
        }
        if (isAnswered(path)) {
            throw new BindException("something answers there");
        }
        LOG.infof("Socket %s is left from a server that has ended; it is replaced", path);
    }

    /** Refused means that nobody is there; whatever else is wrong, somebody may be. */
    private static boolean isAnswered(Path path) {
        try {
            SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static Object keyOf(Path path) throws IOException {
        return Objects.requireNonNull(attributes(path).fileKey(), "POSIX files have one");
    }

    /** Takes connections from now on. */
    public void accept() {
        Thread thread = new Thread(this::acceptAll, "breakwater-unix-listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (server.isOpen()) {
            try {
                hand(server.accept());
            } catch (IOException e) {
                if (server.isOpen()) { // no more descriptors, most likely
                    LOG.warnf("Socket %s cannot take a connection: %s", path, e.getMessage());
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private void hand(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        XnioIoThread thread = worker.getIoThread(next++);
        if (!IoTasks.execute(thread, () -> begin(thread, channel))) {
            channel.close();
        }
    }

    private void begin(XnioIoThread thread, SocketChannel channel) {
        try {
            UnixStream stream =
                    new UnixStream(thread, channel, poller, Peer.UNIX_ADDRESS, this::closed);
            connections.add(stream);
            ChannelListeners.invokeChannelListener(stream, opened);
        } catch (IOException e) {
            IoUtils.safeClose(channel);
        }
    }

    private void closed(UnixStream stream) {
        connections.remove(stream);
        endIfUnused();
    }

    private void endIfUnused() {
        if (!server.isOpen() && connections.isEmpty()) {
            IoUtils.safeClose(poller::close);
        }
    }

    /** Takes no more connections; those that there are go on. */
    public void stop() {
        if (!server.isOpen()) {
            return;
        }
        IoUtils.safeClose(server);
        try {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && keyOf(path).equals(fileKey)) {
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.warnf("Socket %s cannot be removed: %s", path, e.getMessage());
        }
        endIfUnused();
    }

    /** Ends everything. */
    @Override
    public void close() throws IOException {
        stop();
        connections.forEach(IoUtils::safeClose);
        poller.close();
    }
}
