package io.breakwater.upstream;

import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import java.io.IOException;

/**
 * What carries one request at a time to an upstream and may carry the next one: an HTTP/1.1 connection, or one of the places that an HTTP/2
 * connection has for requests. Used on one I/O thread.
 */
interface UpstreamConnection {
    /** Speaks HTTP. */
    ClientConnection client();

    /** Over what comes in and goes out. */
    IdleWatch watch();

    boolean isHttp2();

    /** Whether the next request can be sent. */
    boolean isUsable();

    /** Bytes written for the present request and those before it. */
    long written();

    /** The next thing to come is the answer to this request. */
    void expect(ClientRequest request, boolean webSocket);

    /**
     * The request is being sent.
     *
     * @param continued what to do if the upstream wants the body; an HTTP/1.1 connection tells the exchange itself
     */
    void started(ClientExchange exchange, Runnable continued);

    /** The head of the answer was parsed. */
    void headComplete();

    /** The head keeps to the rules: a body may follow. False if what has come of it is malformed. */
    boolean followBody(ClientExchange exchange);

    /** Whether the request was sent to its end. */
    boolean isSent(ClientExchange exchange);

    /** Whether the rest of the request waits for the upstream to take it. */
    boolean isSending(ClientExchange exchange);

    /** Whether more of the answer is wanted. */
    boolean isReading(ClientExchange exchange);

    /** Whether the upstream has said that it has done nothing with the request. */
    boolean isUnprocessed();

    /** Whether all of the answer has come, although not all of it may have been read. */
    boolean isAnswerWhole();

    Failure causeOf(IOException e);

    /** Request and answer have come to their ends. */
    void complete();

    /** Ends it at once, and the request that it carries. {@link ClientConnection#close()} would wait for the upstream for up to ten seconds. */
    void closeNow();
}
