/** Which protocol a connection speaks: HTTP/1.1 or HTTP/2. */
@NullMarked
package dev.weir.http.protocol;

import org.jspecify.annotations.NullMarked;
