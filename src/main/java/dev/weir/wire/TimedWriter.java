package dev.weir.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/**
 * Writes to a client that has to take in time what is written. Helidon 4.5 waits for it without
 * end.
 */
final class TimedWriter implements DataWriter {

  private final DataWriter writer;
  private final ClientConnection connection;

  TimedWriter(DataWriter writer, ClientConnection connection) {
    this.writer = writer;
    this.connection = connection;
  }

  @Override
  public void write(BufferData... buffers) {
    connection.write(() -> writer.write(connection.toBeSent(BufferData.create(buffers))));
  }

  @Override
  public void write(BufferData buffer) {
    connection.write(() -> writer.write(connection.toBeSent(buffer)));
  }

  @Override
  public void writeNow(BufferData... buffers) {
    connection.write(() -> writer.writeNow(connection.toBeSent(BufferData.create(buffers))));
  }

  @Override
  public void writeNow(BufferData buffer) {
    connection.write(() -> writer.writeNow(connection.toBeSent(buffer)));
  }

  @Override
  public void flush() {
    connection.write(writer::flush);
  }

  @Override
  public void close() {
    writer.close();
  }
}
