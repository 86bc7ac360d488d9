package dev.weir.reload;

import dev.weir.file.FileChanges;
import dev.weir.settings.ReadSettings;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsChanges;
import dev.weir.settings.SettingsException;
import dev.weir.settings.SettingsSource;
import dev.weir.time.RepeatedAction;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Reads the settings again when a file of theirs has changed, or when it is asked to, and puts them
 * in force: all of them, or none. Of a file in force in part it could not be said what is in force,
 * and the limits of one backend could come to stand before another.
 *
 * <p>Each reading has one line in the log: what has changed, or why nothing has, in the words of a
 * start that such settings stop.
 *
 * <p>Safe for use by any thread.
 */
public final class Reload implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Reload.class.getName());

  /** Two looks find a change that is complete: it is in force within half a second. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final SettingsSource source;
  private final FileChanges changes;
  private final ReloadObserver observer;
  private final Consumer<Settings> update;
  private final ReentrantLock reading = new ReentrantLock();
  private ReadSettings inForce;
  private Optional<RepeatedAction> looks = Optional.empty();

  /**
   * Begins with the settings of a start.
   *
   * @param update puts settings in force; if it throws, all has to be as before
   */
  public Reload(WatchedSettings start, ReloadObserver observer, Consumer<Settings> update) {
    this.source = start.source();
    this.changes = start.changes();
    this.inForce = start.read();
    this.observer = observer;
    this.update = update;
    observer.started(inForce.given().fingerprint());
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
      read();
    }
  }

  /** Reads the settings, whether or not a file has changed, and puts them in force. */
  public void read() {
    reading.lock();
    try {
      refuseEmptyFiles();
      ReadSettings next = source.read();
      SettingsChanges found = SettingsChanges.between(inForce, next);
      refuseWhatNeedsRestart(found);
      if (!found.isEmpty()) {
        update.accept(next.settings());
      }
      log(found, next);
      inForce = next;
      observer.succeeded(next.given().fingerprint());
    } catch (SettingsException e) {
      LOG.log(Level.WARNING, "The settings stay as they were. " + e.getMessage());
      observer.failed();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The settings could not be put in force, which is a bug in Weir", e);
      observer.failed();
    } finally {
      reading.unlock();
    }
  }

  /** A disk that was full, or an editor that has not written yet, must not reset all settings. */
  private void refuseEmptyFiles() {
    for (Path file : source.files()) {
      if (isEmpty(file)) {
        throw new SettingsException(
            file + ": the file is empty; for the default of every key, write a comment into it");
      }
    }
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      // To read it will fail too, and say so.
      return false;
    }
  }

  private static void refuseWhatNeedsRestart(SettingsChanges found) {
    if (!found.needingRestart().isEmpty()) {
      throw new SettingsException(
          SettingsChanges.said(found.needingRestart())
              + (found.needingRestart().size() == 1 ? " needs" : " need")
              + " a restart, and nothing of the change is in force");
    }
  }

  private void log(SettingsChanges found, ReadSettings next) {
    LOG.log(
        Level.INFO,
        found.isEmpty()
            ? "The settings were read again, and are the same"
            : "The settings have changed: " + SettingsChanges.said(found.live()));
    found.withoutEffect().forEach(line -> LOG.log(Level.WARNING, line));
    next.notes().stream()
        .filter(line -> !inForce.notes().contains(line))
        .forEach(line -> LOG.log(Level.WARNING, line));
  }

  /** Looks no more. */
  @Override
  public void close() {
    looks.ifPresent(RepeatedAction::close);
  }
}
