/** Addresses of hosts, ranges of them and URLs, as people and proxies write them. */
@NullMarked
package dev.weir.address;

import org.jspecify.annotations.NullMarked;
