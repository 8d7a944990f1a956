/**
 * Unix sockets as XNIO sees its own, which knows none: {@link io.breakwater.io.UnixDialer} connects and
 * {@link io.breakwater.io.UnixListener} listens; one {@code UnixPoller} each tells their {@code UnixStream}s what is ready.
 *
 * <p>Knows {@code net} and XNIO's public API only. What a connection has to tell happens on its I/O thread, which
 * {@link io.breakwater.io.IoTasks} gives tasks to. {@link io.breakwater.io.OneWaySource} is what conduits that look at all bytes begin with.
 */
@NullMarked
package io.breakwater.io;

import org.jspecify.annotations.NullMarked;
