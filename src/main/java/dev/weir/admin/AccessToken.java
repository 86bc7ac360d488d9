package dev.weir.admin;

import dev.weir.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * The token that allows changes. Its file is read again for each, so that another token counts at
 * once.
 *
 * @param file the file that has the token as its only line
 */
public record AccessToken(Path file) {

  private static final System.Logger LOG = System.getLogger(AccessToken.class.getName());
  private static final int MOST_BYTES = 4096;
  private static final Pattern TOKEN = Pattern.compile("[!-~]{16,}");

  /**
   * Checks the file; warns if all users of the machine can read it.
   *
   * @throws SettingsException if it has no token
   */
  public void check() {
    try {
      token();
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        LOG.log(
            System.Logger.Level.WARNING,
            "admin.token-file: all users of this machine can read " + file + "; chmod o-r it");
      }
    } catch (IOException e) {
      throw new SettingsException(
          "admin.token-file: " + file + ": there is no such file that can be read");
    } catch (UnsupportedOperationException e) {
      // A file system without such permissions.
      return;
    }
  }

  /**
   * Returns whether a token is the one of the file. It takes the same time wherever they differ.
   *
   * @throws IOException if the file can't be read
   * @throws SettingsException if it has no token
   */
  boolean matches(String given) throws IOException {
    return MessageDigest.isEqual(digest(given), digest(token()));
  }

  private String token() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
      if (!TOKEN.matcher(text).matches()) {
        throw new SettingsException(
            "admin.token-file: "
                + file
                + ": must have one line of at least 16 letters, digits and signs, without spaces");
      }
      return text;
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
