package dev.weir.backend.http;

import dev.weir.file.FileVersion;
import dev.weir.tls.ClientTls;
import dev.weir.tls.UnusablePemException;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/** What the files of {@link HttpConfig.Tls} say, and what these files were when they were read. */
record TlsMaterial(SSLSocketFactory sockets, List<FileVersion> versions) {

  /**
   * Reads the files.
   *
   * @throws UnusablePemException if one can't be used
   */
  static TlsMaterial read(HttpConfig.Tls config) throws UnusablePemException {
    List<FileVersion> versions = versions(config);
    return new TlsMaterial(files(config).sockets(), versions);
  }

  /** Returns what the files are now; empty while one is missing. */
  static List<FileVersion> versions(HttpConfig.Tls config) {
    return files(config).versions();
  }

  private static ClientTls files(HttpConfig.Tls config) {
    return new ClientTls(config.ca(), config.identity());
  }
}
