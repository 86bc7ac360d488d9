package dev.weir.lab;

/**
 * What is to be measured together.
 *
 * @param scenario the name of the scenario
 * @param strategy the name of the strategy
 */
record Cell(String scenario, String strategy) {

  @Override
  public String toString() {
    return scenario + ", " + strategy;
  }
}
