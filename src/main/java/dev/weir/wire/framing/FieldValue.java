package dev.weir.wire.framing;

/** The value of a field where it stands in the head, without the spaces around it. */
final class FieldValue {

  private final byte[] bytes;
  private final int start;
  private final int end;

  FieldValue(byte[] bytes, int from, int to) {
    int first = from;
    int last = to;
    while (first < last && HttpGrammar.isSpace(bytes[first])) {
      first++;
    }
    while (last > first && HttpGrammar.isSpace(bytes[last - 1])) {
      last--;
    }
    this.bytes = bytes;
    this.start = first;
    this.end = last;
  }

  /** Returns whether the value is this word, in any case. */
  boolean is(byte[] lowerCase) {
    return end - start == lowerCase.length && HttpGrammar.spell(bytes, start, lowerCase);
  }

  /** Returns the number in this value, or -1 if it is anything but 1 to so many digits. */
  long digits(int most) {
    if (end == start || end - start > most) {
      return -1;
    }
    long number = 0;
    for (int i = start; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }
}
