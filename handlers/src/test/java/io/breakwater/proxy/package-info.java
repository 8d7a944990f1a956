/** The proxying half from the outside: a real Undertow, raw sockets before it and a scripted upstream behind it. */
@NullMarked
package io.breakwater.proxy;

import org.jspecify.annotations.NullMarked;
