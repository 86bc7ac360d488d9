package dev.weir.reload;

import dev.weir.reload.ChangeRefusedException.Kind;
import dev.weir.settings.ReadSettings;
import dev.weir.settings.SettingsChanges;
import dev.weir.settings.SettingsException;
import dev.weir.settings.SettingsFileEdit;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The settings in force, and how others take their place: all of them, or none. Of settings in
 * force in part it could not be said what is in force, and the limits of one backend could come to
 * stand before another.
 *
 * <p>What the files say is the truth. What is changed without them is temporary, and ends when a
 * file changes.
 *
 * <p>Safe for use by any thread.
 */
public final class LiveSettings {

  private static final System.Logger LOG = System.getLogger(LiveSettings.class.getName());

  private static final SequencedMap<String, String> NONE =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

  private final SettingsFiles files;
  private final ReloadObserver observer;
  private final SettingsTarget target;
  private final ReentrantLock changing = new ReentrantLock();
  private final ChangeHistory history = new ChangeHistory();
  private ReadSettings ofFiles;
  private volatile InForce inForce;

  LiveSettings(
      ReadSettings start, SettingsFiles files, ReloadObserver observer, SettingsTarget target) {
    this.files = files;
    this.observer = observer;
    this.target = target;
    this.ofFiles = start;
    this.inForce = InForce.atStart(start);
    observer.started(start.given().fingerprint());
  }

  /** Returns the settings in force. */
  public InForce inForce() {
    return inForce;
  }

  /** Returns the last changes, the newest first. */
  public List<Change> changes() {
    return history.newestFirst();
  }

  /** Puts in force what the files say now, unless it can't be. */
  void reread(Origin origin) {
    changing.lock();
    try {
      ReadSettings next = files.read();
      boolean touched = origin.equals(Origin.FILE) && isSame(next);
      SequencedMap<String, String> kept = touched ? inForce.overrides() : NONE;
      replace(kept.isEmpty() ? next : next.below(kept, ChangePlan.BY_API), kept, origin);
      ofFiles = next;
      inForce = inForce.lastReading(Optional.empty());
      observer.succeeded(inForce.read().given().fingerprint());
    } catch (SettingsException e) {
      LOG.log(Level.WARNING, "The settings stay as they were. " + e.getMessage());
      failed(origin, e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The settings could not be put in force, which is a bug in Weir", e);
      failed(origin, e);
    } finally {
      changing.unlock();
    }
  }

  /** A file that was written as it was is no reason to end temporary changes. */
  private boolean isSame(ReadSettings next) {
    return SettingsChanges.between(ofFiles, next).isEmpty();
  }

  private void replace(ReadSettings next, SequencedMap<String, String> kept, Origin origin) {
    SettingsChanges found = SettingsChanges.between(inForce.read(), next);
    found.refuseWhatNeedsRestart();
    if (!found.isEmpty()) {
      target.update().accept(next.settings());
    }
    if (!inForce.overrides().equals(kept)) {
      LOG.log(Level.INFO, "The temporary changes of the admin API end: the files are in force");
    }
    LOG.log(
        Level.INFO,
        found.isEmpty()
            ? "The settings were read again, and are the same"
            : "The settings have changed: " + SettingsChanges.said(found.live()));
    warn(found, next);
    put(next, kept, origin, found);
  }

  private void warn(SettingsChanges found, ReadSettings next) {
    found.withoutEffect().forEach(line -> LOG.log(Level.WARNING, line));
    next.notes().stream()
        .filter(line -> !inForce.read().notes().contains(line))
        .forEach(line -> LOG.log(Level.WARNING, line));
  }

  private void put(
      ReadSettings next,
      SequencedMap<String, String> overrides,
      Origin origin,
      SettingsChanges found) {
    boolean changes = !found.isEmpty() || !overrides.equals(inForce.overrides());
    if (changes) {
      inForce = inForce.next(next, overrides);
      boolean temporary = !overrides.isEmpty();
      history.add(new Change(Instant.now(), origin, found.live(), temporary, Optional.empty()));
      observer.changed(next.given().fingerprint(), temporary);
    }
  }

  private void failed(Origin origin, RuntimeException e) {
    Optional<String> error = Optional.of(String.valueOf(e.getMessage()));
    inForce = inForce.lastReading(error);
    history.add(new Change(Instant.now(), origin, List.of(), false, error));
    observer.failed();
  }

  /**
   * Returns what a change would do, and does nothing.
   *
   * @param revision the revision that it has to be made to; empty for any
   * @throws ChangeRefusedException if {@link #change} would be refused
   */
  public ChangeEffect preview(GatePatch patch, Optional<String> revision) {
    changing.lock();
    try {
      revision.ifPresent(this::refuseIfOutdated);
      return plan(patch).effect(inForce.revision());
    } finally {
      changing.unlock();
    }
  }

  /**
   * Changes settings of a gate, until a file changes or in the file itself.
   *
   * @param revision the revision that it has to be made to
   * @throws ChangeRefusedException if it is not made
   */
  public ChangeEffect change(GatePatch patch, String revision, Origin origin) {
    changing.lock();
    try {
      refuseIfOutdated(revision);
      return carryOut(plan(patch), origin);
    } finally {
      changing.unlock();
    }
  }

  /**
   * Ends all temporary changes.
   *
   * @param revision the revision that it has to be made to
   * @throws ChangeRefusedException if it is not made
   */
  public ChangeEffect endOverrides(String revision, Origin origin) {
    changing.lock();
    try {
      refuseIfOutdated(revision);
      return carryOut(plan(NONE, NONE), origin);
    } finally {
      changing.unlock();
    }
  }

  private void refuseIfOutdated(String revision) {
    if (!revision.equals(inForce.revision())) {
      throw new ChangeRefusedException(
          Kind.OUTDATED,
          "The settings have changed since; they are " + inForce.revision() + " now.");
    }
  }

  private ChangePlan plan(GatePatch patch) {
    return plan(patch.written(), patch.overrides(inForce.overrides()));
  }

  private ChangePlan plan(
      SequencedMap<String, String> written, SequencedMap<String, String> overrides) {
    return ChangePlan.of(inForce, ofFiles, written, overrides, target);
  }

  private ChangeEffect carryOut(ChangePlan plan, Origin origin) {
    try {
      if (plan.written().isEmpty()) {
        update(plan);
      } else {
        writeAndUpdate(plan);
      }
    } catch (SettingsException e) {
      throw new ChangeRefusedException(Kind.CONFLICT, e);
    }
    if (!plan.found().isEmpty()) {
      LOG.log(Level.INFO, plan.said(origin));
    }
    warn(plan.found(), plan.next());
    put(plan.next(), plan.overrides(), origin, plan.found());
    return plan.effect(inForce.revision());
  }

  private void update(ChangePlan plan) {
    if (!plan.found().isEmpty()) {
      target.update().accept(plan.next().settings());
    }
  }

  /** The file first: it may be that it can't be written, and an update can hardly fail. */
  private void writeAndUpdate(ChangePlan plan) {
    SettingsFileEdit edit = files.write(ofFiles, plan.written());
    try {
      ofFiles = files.read();
      update(plan);
    } catch (SettingsException e) {
      files.undo(edit);
      ofFiles = files.read();
      throw e;
    }
  }
}
