/** Which protocol a connection speaks, HTTP/1.1 or HTTP/2, and how one of HTTP/2 ends. */
@NullMarked
package dev.weir.http.protocol;

import org.jspecify.annotations.NullMarked;
