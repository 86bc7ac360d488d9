package dev.weir.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/**
 * Writes to a client that has to take in time what is written. Helidon 4.5 waits for it without
 * end.
 */
final class TimedWriter implements DataWriter {

  private final DataWriter writer;
  private final ClientConnection client;

  TimedWriter(DataWriter writer, ClientConnection client) {
    this.writer = writer;
    this.client = client;
  }

  @Override
  public void write(BufferData... buffers) {
    client.socket().write(() -> writer.write(client.toBeSent(BufferData.create(buffers))));
  }

  @Override
  public void write(BufferData buffer) {
    client.socket().write(() -> writer.write(client.toBeSent(buffer)));
  }

  @Override
  public void writeNow(BufferData... buffers) {
    client.socket().write(() -> writer.writeNow(client.toBeSent(BufferData.create(buffers))));
  }

  @Override
  public void writeNow(BufferData buffer) {
    client.socket().write(() -> writer.writeNow(client.toBeSent(buffer)));
  }

  @Override
  public void flush() {
    client.socket().write(writer::flush);
  }

  @Override
  public void close() {
    writer.close();
  }
}
