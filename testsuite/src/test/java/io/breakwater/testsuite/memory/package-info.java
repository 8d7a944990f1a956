/** How much memory the runnable jar needs for what it passes on. */
package io.breakwater.testsuite.memory;
