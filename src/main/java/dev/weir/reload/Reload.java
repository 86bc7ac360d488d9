package dev.weir.reload;

import dev.weir.file.FileChanges;
import dev.weir.time.RepeatedAction;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the settings again when a file of theirs has changed, or when it is asked to. Each reading
 * has one line in the log: what has changed, or why nothing has, in the words of a start that such
 * settings stop.
 *
 * <p>Safe for use by any thread.
 */
public final class Reload implements AutoCloseable {

  /** Two looks find a change that is complete: it is in force within half a second. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final FileChanges changes;
  private final LiveSettings settings;
  private Optional<RepeatedAction> looks = Optional.empty();

  /** Begins with the settings of a start. */
  public Reload(WatchedSettings start, ReloadObserver observer, SettingsTarget target) {
    this.changes = start.changes();
    this.settings =
        new LiveSettings(start.read(), new SettingsFiles(start.source()), observer, target);
  }

  /** Returns the settings in force. */
  public LiveSettings settings() {
    return settings;
  }

  /** Begins to look at the files; once. */
  public void watch() {
    looks =
        Optional.of(
            new RepeatedAction(
                Thread.ofVirtual().name("weir-settings"), BETWEEN_LOOKS, this::look));
  }

  private void look() {
    if (changes.look()) {
      settings.reread(Origin.FILE);
    }
  }

  /**
   * Reads the settings, whether or not a file has changed, and puts them in force: they end all
   * temporary changes.
   */
  public void read() {
    settings.reread(Origin.SIGNAL);
  }

  /** Looks no more. */
  @Override
  public void close() {
    looks.ifPresent(RepeatedAction::close);
  }
}
