/**
 * What an upstream's answer says of itself, turned into what the client must see: header values, and the URLs of pages.
 *
 * <p>Pure: imports {@code io.breakwater.net} and the JDK only.
 */
@NullMarked
package io.breakwater.rewrite;

import org.jspecify.annotations.NullMarked;
