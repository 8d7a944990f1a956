package io.breakwater.upstream;

import io.breakwater.io.IoTasks;
import io.breakwater.options.PoolOptions.HealthCheck;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.connector.ByteBufferPool;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListeners;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSinkChannel;

/** One check of one target: a GET on a new connection, which is closed when the head of the response is there. Used on one I/O thread. */
final class HealthProbe implements Connector.Outcome {
    private final Target target;
    private final HealthCheck check;
    private final XnioIoThread io;
    private final ByteBufferPool buffers;
    private XnioExecutor.@Nullable Key timer;
    private @Nullable UpstreamConnection connection;
    private boolean over;

    HealthProbe(Target target, HealthCheck check, XnioIoThread io, ByteBufferPool buffers) {
        this.target = target;
        this.check = check;
        this.io = io;
        this.buffers = buffers;
    }

    void start() {
        timer = IoTasks.executeAfter(io, () -> end(false), check.timeout().toMillis());
        target.connectForCheck(io, buffers, this);
    }

    @Override
    public void connected(UpstreamConnection opened) {
        connection = opened;
        if (over) {
            opened.closeNow();
            return;
        }
        ClientRequest request = request(opened.isHttp2());
        opened.expect(request, false);
        opened.client().sendRequest(request, new Sent(opened));
    }

    @Override
    public void failed(Failure failure) {
        end(false);
    }

    private ClientRequest request(boolean http2) {
        ClientRequest request =
                new ClientRequest()
                        .setMethod(Methods.GET)
                        .setProtocol(Protocols.HTTP_1_1)
                        .setPath(check.path());
        request.getRequestHeaders()
                .put(Headers.HOST, target.host())
                .put(Headers.USER_AGENT, "Breakwater-Health");
        if (!http2) {
            request.getRequestHeaders().put(Headers.CONNECTION, Headers.CLOSE.toString());
        }
        return request;
    }

    private final class Sent implements ClientCallback<ClientExchange> {
        private final UpstreamConnection carrying;

        Sent(UpstreamConnection carrying) {
            this.carrying = carrying;
        }

        @Override
        public void completed(ClientExchange exchange) {
            carrying.started(exchange, () -> {});
            exchange.setResponseListener(new Answered());
            try {
                finish(exchange.getRequestChannel());
            } catch (IOException e) {
                end(false);
            }
        }

        @Override
        public void failed(IOException e) {
            end(false);
        }
    }

    private static void finish(StreamSinkChannel body) throws IOException {
        body.shutdownWrites();
        if (!body.flush()) {
            body.getWriteSetter()
                    .set(
                            ChannelListeners.flushingChannelListener(
                                    channel -> channel.suspendWrites(),
                                    ChannelListeners.closingChannelExceptionHandler()));
            body.resumeWrites();
        }
    }

    private final class Answered implements ClientCallback<ClientExchange> {
        @Override
        public void completed(ClientExchange exchange) {
            int status = exchange.getResponse().getResponseCode();
            end(status >= 200 && status < 400);
        }

        @Override
        public void failed(IOException e) {
            end(false);
        }
    }

    private void end(boolean well) {
        if (over) {
            return;
        }
        over = true;
        if (timer != null) {
            timer.remove();
        }
        target.health().checked(well);
        if (connection != null) {
            connection.closeNow();
        }
    }
}
