package dev.weir.log;

/** A line of {@code key=value} pairs; a field without a value is a hyphen. */
final class TextLine extends LogLine {

  @Override
  StringBuilder begin(String name) {
    if (!line.isEmpty()) {
      line.append(' ');
    }
    return line.append(name).append('=');
  }

  @Override
  public LogLine text(String name, String value) {
    Escapes.appendWord(begin(name), value);
    return this;
  }

  @Override
  public LogLine none(String name) {
    begin(name).append('-');
    return this;
  }

  @Override
  public String end() {
    return line.toString();
  }
}
