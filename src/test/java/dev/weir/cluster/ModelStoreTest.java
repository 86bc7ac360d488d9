package dev.weir.cluster;

/** What the model of the store promises: the same as the script. */
class ModelStoreTest extends LeaseStoreContract {

  @Override
  ScriptedStore withoutMemory() {
    return new ModelStore();
  }
}
