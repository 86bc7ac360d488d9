package dev.weir.reload;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.LogLines;
import dev.weir.gate.strategy.UpdateEffect;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import dev.weir.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest implements ReloadObserver {

  @TempDir private Path folder;

  private final LogLines log = new LogLines(LiveSettings.class);
  private final List<Long> fingerprints = new ArrayList<>();
  private final List<Settings> inForce = new ArrayList<>();
  private int failures;
  private Path file = Path.of("");

  @BeforeEach
  void writeFile() throws IOException {
    file = folder.resolve("weir.yaml");
    write("gate: {permits: 8}");
  }

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Override
  public void started(long fingerprint) {
    fingerprints.add(fingerprint);
  }

  @Override
  public void succeeded(long fingerprint) {
    fingerprints.add(fingerprint);
  }

  @Override
  public void failed() {
    failures++;
  }

  private void write(String yaml) throws IOException {
    Files.writeString(file, yaml);
  }

  private Reload reload(String... flags) {
    List<String> args = new ArrayList<>(List.of(flags));
    args.add("--config=" + file);
    SettingsSource source = new SettingsSource(args, Map.of(), new Properties());
    return new Reload(WatchedSettings.of(source), this, target(inForce::add));
  }

  private static SettingsTarget target(Consumer<Settings> update) {
    return new SettingsTarget(update, next -> UpdateEffect.NONE);
  }

  private List<String> lines() {
    return log.lines().stream().map(line -> line.replace(file.toString(), "weir.yaml")).toList();
  }

  @Test
  void aGoodChangeIsPutInForceAndSaid() throws IOException {
    Reload reload = reload();
    write("gate: {permits: 9}");
    reload.read();
    assertThat(inForce.getFirst().gate().limits().permits(), is(9));
    assertThat(lines(), contains("The settings have changed: gate.permits: 8 -> 9"));
    assertThat(fingerprints.getLast(), is(not(fingerprints.getFirst())));
    assertThat(failures, is(0));
  }

  @Test
  void theSameSettingsAreReadAndLeftAlone() {
    reload().read();
    assertThat(inForce, empty());
    assertThat(lines(), contains("The settings were read again, and are the same"));
    assertThat(fingerprints, contains(fingerprints.getFirst(), fingerprints.getFirst()));
  }

  @Test
  void aBadChangeChangesNothingAndIsSaidAsAtTheStart() throws IOException {
    Reload reload = reload();
    write("gate: {permits: 0}");
    reload.read();
    assertThat(inForce, empty());
    assertThat(failures, is(1));
    assertThat(
        lines(),
        contains(
            "The settings stay as they were. gate.permits=0 (in weir.yaml, line 1): must be a whole"
                + " number from 1 to 1000000"));
    write("gate: {permits: 9}");
    reload.read();
    assertThat(inForce.getLast().gate().limits().permits(), is(9));
  }

  @Test
  void whatNeedsARestartHoldsUpTheWholeChange() throws IOException {
    Reload reload = reload();
    write("gate: {permits: 9}\nserver: {port: 81}");
    reload.read();
    assertThat(inForce, empty());
    assertThat(failures, is(1));
    assertThat(
        lines(),
        contains(
            "The settings stay as they were. server.port: 8080 -> 81 needs a restart, and nothing"
                + " of the change is in force"));
  }

  @Test
  void aMissingFileAndAnEmptyOneChangeNothing() throws IOException {
    Reload reload = reload();
    Files.delete(file);
    reload.read();
    write("");
    reload.read();
    assertThat(inForce, empty());
    assertThat(failures, is(2));
    assertThat(lines().getFirst(), containsString("there is no such file that can be read"));
    assertThat(lines().getLast(), containsString("weir.yaml: the file is empty"));
  }

  @Test
  void aKeyOfAStrongerPlaceStaysAndThatIsSaid() throws IOException {
    Reload reload = reload("--gate.permits=4");
    write("gate: {permits: 9}");
    reload.read();
    assertThat(inForce, empty());
    assertThat(
        lines().getLast(),
        startsWith("gate.permits=9 (in weir.yaml, line 1) has no effect because gate.permits=4"));
  }

  @Test
  void whatHasNoEffectIsSaidWhenItIsNew() throws IOException {
    write("gate: {strategy: reject, waiting-room: 8}");
    Reload reload = reload();
    write("gate: {strategy: reject, waiting-room: 8, max-wait: 1s}");
    reload.read();
    assertThat(lines().size(), is(2));
    assertThat(lines().getLast(), startsWith("gate.max-wait=1s (in weir.yaml, line 1) has no"));
  }

  @Test
  void settingsThatCantBePutInForceAreTriedAgain() throws IOException {
    List<Integer> tries = new ArrayList<>();
    SettingsSource source =
        new SettingsSource(List.of("--config=" + file), Map.of(), new Properties());
    Reload reload =
        new Reload(
            WatchedSettings.of(source),
            this,
            target(
                next -> {
                  tries.add(next.gate().limits().permits());
                  if (tries.size() == 1) {
                    throw new SettingsException("not now");
                  }
                }));
    write("gate: {permits: 9}");
    reload.read();
    reload.read();
    assertThat(tries, contains(9, 9));
    assertThat(failures, is(1));
    assertThat(lines().getFirst(), is("The settings stay as they were. not now"));
  }
}
