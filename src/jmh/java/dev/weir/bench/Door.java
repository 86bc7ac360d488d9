package dev.weir.bench;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A limiter that admits a number of callers at once, called as its users have to call it.
 *
 * @param <T> what a caller that is inside holds, and gives back
 */
interface Door<T> {

  /** Comes in, waiting for it if need be; null if it is refused. */
  @Nullable T enter();

  /** Leaves again. */
  void leave(T token);

  /** Comes in, does something, and leaves again; does nothing if it is refused. */
  default void pass(Consumer<Object> inside) {
    T token = enter();
    if (token != null) {
      inside.accept(token);
      leave(token);
    }
  }
}
