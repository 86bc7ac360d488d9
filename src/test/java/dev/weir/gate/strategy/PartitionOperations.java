package dev.weir.gate.strategy;

/** What threads do at one gate with a partition that has a cap, and one with a guarantee. */
public abstract class PartitionOperations extends GateLincheckTest.Resizable {

  PartitionOperations(String strategy) {
    super(strategy);
  }

  /**
   * What is guaranteed says who is next of those that wait, and so does not show here. That one
   * partition is at its cap is nothing to the other.
   */
  public static class Caps extends GateSpecification {
    public Caps() {
      super(PERMITS_IN_PARTITIONS);
    }

    @Override
    int gone() {
      return inside();
    }

    @Override
    boolean isAtItsCap(int thread) {
      return partition(thread).equals(CAPPED)
          && inside(other -> partition(other).equals(CAPPED)) >= CAPPED.permits();
    }
  }

  public static class Fifo extends PartitionOperations {
    public Fifo() {
      super("wait-then-shed in partitions");
    }
  }

  public static class Pool extends PartitionOperations {
    public Pool() {
      super("worker-pool in partitions");
    }
  }

  public static class ByClass extends PartitionOperations {
    public ByClass() {
      super("priority in partitions");
    }
  }

  public static class Adapting extends PartitionOperations {
    public Adapting() {
      super("adaptive in partitions");
    }
  }

  public static class Fair extends PartitionOperations {
    public Fair() {
      super("fair wait-then-shed in partitions");
    }
  }

  public static class FairPool extends PartitionOperations {
    public FairPool() {
      super("fair worker-pool in partitions");
    }
  }

  public static class FairByClass extends PartitionOperations {
    public FairByClass() {
      super("fair priority in partitions");
    }
  }

  public static class FairAdapting extends PartitionOperations {
    public FairAdapting() {
      super("fair adaptive in partitions");
    }
  }
}
