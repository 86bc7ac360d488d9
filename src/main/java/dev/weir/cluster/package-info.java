/** One limit that several replicas keep together: each holds a share of it by a lease. */
@NullMarked
package dev.weir.cluster;

import org.jspecify.annotations.NullMarked;
