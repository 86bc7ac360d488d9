package dev.weir.gate.queue;

/**
 * A thread to which something happens when it looks for the second time whether it is interrupted:
 * {@link Waiter} does so when its time is over, just before it leaves.
 */
public final class Unsettled extends Thread {

  private final Runnable meanwhile;
  private int looks;

  public Unsettled(Runnable work, Runnable meanwhile) {
    super(work);
    this.meanwhile = meanwhile;
  }

  @Override
  public boolean isInterrupted() {
    looks++;
    if (looks == 2) {
      meanwhile.run();
    }
    return super.isInterrupted();
  }
}
