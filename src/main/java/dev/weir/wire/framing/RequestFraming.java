package dev.weir.wire.framing;

import java.nio.charset.StandardCharsets;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what comes from a client into heads and bodies, so that no half of a request is ever taken
 * for the next one.
 *
 * <p>A head is handed on when it is whole and found good, together with what has come of a body
 * whose length it names; a chunked body as {@link ChunkedBody} says. Nothing is handed on of what
 * is refused.
 */
public final class RequestFraming {

  /** Where in the stream the next byte will be. */
  public enum Place {
    /** Before the first byte of a request. */
    BETWEEN,
    /** Within a head. */
    HEAD,
    /** Within a body that is handed on with its head. */
    EARLY_BODY,
    /** Within a body that is handed on as it comes. */
    BODY
  }

  private static final byte[] HEAD = "HEAD ".getBytes(StandardCharsets.US_ASCII);

  private final InputBuffer unread = new InputBuffer();
  private final RequestHead head;
  private final LongPredicate mayHold;
  private int heldHead;
  private boolean emptyLineSkipped;
  private boolean last;
  private boolean toHead;
  private @Nullable OddTarget oddTarget;
  private long bodyLeft;
  private @Nullable ChunkedBody chunks;

  /**
   * Makes a framing with the bounds of {@link RequestHead}.
   *
   * @param mayHold whether a head may be held back until a body of so many bytes is there
   */
  public RequestFraming(int mostLineBytes, int mostFieldBytes, LongPredicate mayHold) {
    this.head = new RequestHead(mostLineBytes, mostFieldBytes);
    this.mayHold = mayHold;
  }

  /** Returns whether the last request was handed on whole: its client asked for no other. */
  public boolean isOver() {
    return last && bodyLeft == 0 && chunks == null;
  }

  /** Returns whether the last request that has begun is a HEAD. */
  public boolean isHead() {
    return toHead;
  }

  /** Returns the target of the last request, if Helidon was handed another one. */
  public @Nullable String targetAsSent() {
    return oddTarget == null ? null : oddTarget.asSent();
  }

  /** Returns where in the stream the next byte will be. */
  public Place place() {
    if (bodyLeft > 0 || chunks != null) {
      return Place.BODY;
    }
    if (heldHead > 0) {
      return Place.EARLY_BODY;
    }
    return unread.available() > 0 ? Place.HEAD : Place.BETWEEN;
  }

  /** Takes what came next; the array must not be changed afterwards. */
  public void add(byte[] bytes) {
    unread.add(bytes);
  }

  /**
   * Returns the next piece that Helidon may see, or null if more has to come first.
   *
   * @throws io.helidon.http.RequestException if it is to be refused; nothing follows then
   */
  public byte @Nullable [] next() {
    if (chunks != null) {
      return chunk(chunks);
    }
    if (unread.available() == 0) {
      return null;
    }
    if (bodyLeft > 0) {
      return body(0);
    }
    return heldHead > 0 ? held(heldHead) : head();
  }

  private byte @Nullable [] head() {
    skipEmptyLine();
    toHead = unread.beginsWith(HEAD);
    int length = head.scan(unread);
    if (length > 0 && !isWhole(length) && !head.expects() && mayHold.test(head.bodyLength())) {
      heldHead = length;
    }
    return length < 0 || heldHead > 0 ? null : afterHead(length);
  }

  private byte @Nullable [] held(int length) {
    if (!isWhole(length)) {
      return null;
    }
    heldHead = 0;
    return afterHead(length);
  }

  private boolean isWhole(int headLength) {
    return unread.available() - headLength >= head.bodyLength();
  }

  private byte @Nullable [] chunk(ChunkedBody chunked) {
    byte[] chunk = chunked.next(unread);
    if (chunked.isOver()) {
      chunks = null;
    }
    return chunk;
  }

  private byte[] body(int headLength) {
    int length = (int) Math.min(bodyLeft, unread.available() - headLength);
    bodyLeft -= length;
    return unread.take(headLength + length);
  }

  /** A client may send one before a request (RFC 9112, section 2.2). */
  private void skipEmptyLine() {
    boolean there = unread.available() > 1 && unread.get(0) == '\r' && unread.get(1) == '\n';
    if (there && !emptyLineSkipped) {
      unread.skip(2);
      emptyLineSkipped = true;
    }
  }

  private byte[] afterHead(int length) {
    bodyLeft = head.bodyLength();
    chunks = head.isChunked() ? new ChunkedBody() : null;
    last = head.isLast();
    boolean odd = head.hasOddTarget();
    head.begin();
    emptyLineSkipped = false;
    byte[] message = body(length);
    oddTarget = odd ? OddTarget.of(message) : null;
    return oddTarget == null ? message : oddTarget.escaped();
  }
}
