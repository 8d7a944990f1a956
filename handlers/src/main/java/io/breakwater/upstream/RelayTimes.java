package io.breakwater.upstream;

import java.time.Duration;

/**
 * How long nothing may happen while a request is relayed (P-14).
 *
 * @param upstream while the upstream has to send or take something
 * @param client while the client has to
 * @param tunnel on a WebSocket, in either direction
 */
record RelayTimes(Duration upstream, Duration client, Duration tunnel) {}
