package dev.weir.wire.framing;

import java.nio.charset.StandardCharsets;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one client, cut into heads and bodies, so that no part of a request is ever taken
 * for the next one.
 *
 * <p>A head is handed on when it is whole and found good, together with what has come of a body
 * whose length it names; a chunked body as {@link ChunkedBody} says. Nothing is handed on of what
 * is refused.
 *
 * <p>Helidon 4.5 parses as the bytes come, so that a handler runs before a bad body is seen.
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

  private final InputBuffer input = new InputBuffer();
  private final RequestHead head;
  private final LongPredicate mayHold;
  private int heldHeadBytes;
  private boolean emptyLineSkipped;
  private boolean last;
  private boolean toHead;
  private @Nullable OddTarget oddTarget;
  private long bodyLeft;
  private @Nullable ChunkedBody chunks;

  /**
   * Makes a framing.
   *
   * @param mostLineBytes the length from which on a request line is refused
   * @param mostFieldBytes the same for all fields together
   * @param mayHold whether a head may be held back until a body of so many bytes is there
   */
  public RequestFraming(int mostLineBytes, int mostFieldBytes, LongPredicate mayHold) {
    this.head = new RequestHead(mostLineBytes, mostFieldBytes);
    this.mayHold = mayHold;
  }

  /**
   * Returns whether the last request of the connection, as its client said, was handed on whole.
   */
  public boolean isOver() {
    return last && bodyLeft == 0 && chunks == null;
  }

  /** Returns whether the last request that has begun is a HEAD. */
  public boolean isHead() {
    return toHead;
  }

  /** Returns the target of the last request as it was sent, or null if Helidon got the same. */
  public @Nullable String targetAsSent() {
    return oddTarget == null ? null : oddTarget.asSent();
  }

  /** Returns where in the stream the next byte will be. */
  public Place place() {
    if (bodyLeft > 0 || chunks != null) {
      return Place.BODY;
    }
    if (heldHeadBytes > 0) {
      return Place.EARLY_BODY;
    }
    return input.available() > 0 ? Place.HEAD : Place.BETWEEN;
  }

  /** Adds what came next; the array must not be changed afterwards. */
  public void add(byte[] bytes) {
    input.add(bytes);
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
    if (input.available() == 0) {
      return null;
    }
    if (bodyLeft > 0) {
      return body(0);
    }
    return heldHeadBytes > 0 ? held(heldHeadBytes) : head();
  }

  private byte @Nullable [] head() {
    skipEmptyLine();
    toHead = input.beginsWith(HEAD);
    int length = head.scan(input);
    if (length > 0 && !isWhole(length) && !head.expects() && mayHold.test(head.bodyLength())) {
      heldHeadBytes = length;
    }
    return length < 0 || heldHeadBytes > 0 ? null : afterHead(length);
  }

  private byte @Nullable [] held(int length) {
    if (!isWhole(length)) {
      return null;
    }
    heldHeadBytes = 0;
    return afterHead(length);
  }

  private boolean isWhole(int headLength) {
    return input.available() - headLength >= head.bodyLength();
  }

  private byte @Nullable [] chunk(ChunkedBody chunked) {
    byte[] chunk = chunked.next(input);
    if (chunked.isOver()) {
      chunks = null;
    }
    return chunk;
  }

  private byte[] body(int headLength) {
    int length = (int) Math.min(bodyLeft, input.available() - headLength);
    bodyLeft -= length;
    return input.take(headLength + length);
  }

  /** A client may send an empty line before a request (RFC 9112, section 2.2). */
  private void skipEmptyLine() {
    boolean empty = input.available() > 1 && input.get(0) == '\r' && input.get(1) == '\n';
    if (empty && !emptyLineSkipped) {
      input.skip(2);
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
