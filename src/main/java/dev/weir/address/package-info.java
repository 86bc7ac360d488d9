/** Addresses of hosts and ranges of them, as people and proxies write them. */
@NullMarked
package dev.weir.address;

import org.jspecify.annotations.NullMarked;
