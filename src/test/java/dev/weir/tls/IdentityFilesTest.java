package dev.weir.tls;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.PemPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFilesTest {

  @TempDir private static Path folder;
  private static PemPair ec;
  private static PemPair rsa;

  @BeforeAll
  static void makePairs() throws Exception {
    ec = PemPair.create(folder, "ec");
    rsa = PemPair.create(folder, "rsa", "-keyalg", "RSA", "-keysize", "2048");
  }

  private static Identity read(Path certificate, Path key) throws UnusablePemException {
    return new IdentityFiles(certificate, key).read();
  }

  private static String complaint(Path certificate, Path key) {
    return String.valueOf(
        assertThrows(UnusablePemException.class, () -> read(certificate, key)).getMessage());
  }

  @Test
  void readsKeysOfBothKinds() throws Exception {
    assertThat(read(ec.certificate(), ec.privateKey()).toString(), startsWith("CN=ec, until "));
    assertThat(read(rsa.certificate(), rsa.privateKey()).toString(), startsWith("CN=rsa, until "));
  }

  @Test
  void readsAWholeChainInItsOrder() throws Exception {
    Path chain = folder.resolve("chain.crt");
    Files.writeString(
        chain, Files.readString(ec.certificate()) + Files.readString(rsa.certificate()));
    Identity identity = read(chain, ec.privateKey());
    assertThat(
        identity.certificates().stream()
            .map(each -> each.getSubjectX500Principal().getName())
            .toList(),
        is(List.of("CN=ec", "CN=rsa")));
  }

  @Test
  void aKeyThatDoesNotFitIsRefused() {
    String line = complaint(ec.certificate(), rsa.privateKey());
    assertThat(line, startsWith(rsa.privateKey() + ": this is not the key of"));
  }

  @Test
  void anEncryptedKeyIsRefused() throws Exception {
    Path key = folder.resolve("encrypted.key");
    PemPair.write(key, "ENCRYPTED PRIVATE KEY", new byte[] {1});
    assertThat(complaint(ec.certificate(), key), startsWith(key + ": the key is encrypted"));
  }

  @Test
  void whatIsNotThereOrNoPemIsNamed() throws Exception {
    Path nothing = folder.resolve("nothing");
    assertThat(complaint(nothing, ec.privateKey()), startsWith(nothing + ": there is no such"));
    assertThat(complaint(ec.certificate(), nothing), startsWith(nothing + ": there is no such"));
    Path words = Files.writeString(folder.resolve("words"), "just words");
    assertThat(complaint(words, ec.privateKey()), containsString("BEGIN CERTIFICATE"));
    assertThat(complaint(ec.certificate(), words), containsString("BEGIN PRIVATE KEY"));
    assertThat(complaint(ec.certificate(), ec.certificate()), containsString("BEGIN PRIVATE KEY"));
  }
}
