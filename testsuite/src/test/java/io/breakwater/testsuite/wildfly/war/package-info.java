/** What the applications consist of that are deployed into WildFly. Nothing here knows of proxies or prefixes. */
@NullMarked
package io.breakwater.testsuite.wildfly.war;

import org.jspecify.annotations.NullMarked;
