package dev.weir.edge;

import dev.weir.edge.headers.ForwardedResolver;
import dev.weir.problem.Rejection;
import java.util.Collection;
import java.util.List;

/** Rejections that a test looks at. */
final class RejectedRequests {

  private RejectedRequests() {}

  /** Returns rejections whose reasons are added there, without a log. */
  static Rejections into(Collection<Rejection> reasons) {
    return new Rejections(reasons::add, AccessLog.OFF, new ForwardedResolver(List.of())::of);
  }
}
