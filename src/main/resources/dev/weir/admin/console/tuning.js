// What each number of permits has brought while it was in force: the knee is where goodput divided by latency is greatest.

const LEAST_SECONDS = 3;
const ALMOST_ALL = 0.9;

/** Knows what gates did with each number of permits, as long as nearly all of these were in use. */
class Tried {
  #last = null;
  #levels = new Map();

  /** Adds a state. Another start of Weir is another machine perhaps, so nothing of before counts then. */
  add(state) {
    const last = this.#last;
    this.#last = state;
    if (last === null || last.startedAt !== state.startedAt) {
      this.#levels.clear();
      return;
    }
    const seconds = (Date.parse(state.time) - Date.parse(last.time)) / 1000;
    if (seconds > 0 && seconds <= LONGEST_STEP) {
      state.gates.forEach((gate) => this.#addGate(last, state, gate, seconds));
    }
  }

  #addGate(last, state, gate, seconds) {
    const before = last.gates.find(({ name }) => name === gate.name);
    if (!before || before.limits.permits !== gate.limits.permits || !isBusy(before) || !isBusy(gate)) {
      return;
    }
    const served = totalsOf(gate, state.routes).served - totalsOf(before, last.routes).served;
    if (served >= 0) {
      const level = this.#level(gate);
      level.seconds += seconds;
      level.served += served;
      level.insideSeconds += (seconds * (before.inside + gate.inside)) / 2;
    }
  }

  #level({ name, limits: { permits } }) {
    const key = `${permits} ${name}`;
    if (!this.#levels.has(key)) {
      this.#levels.set(key, { gate: name, permits, seconds: 0, served: 0, insideSeconds: 0 });
    }
    return this.#levels.get(key);
  }

  /** Returns what is known of a gate, by the number of permits. */
  of(gate) {
    return [...this.#levels.values()]
      .filter((level) => level.gate === gate && level.seconds >= LEAST_SECONDS && level.served > 0)
      .sort((one, other) => one.permits - other.permits)
      .map(figures);
  }
}

const isBusy = ({ limits: { permits }, inside, surplus }) => permits !== null && surplus === 0 && inside >= ALMOST_ALL * permits;

/** By Little's law a call takes as long as it takes to serve as many as are inside. */
function figures({ permits, seconds, served, insideSeconds }) {
  const goodput = served / seconds;
  const latencySeconds = insideSeconds / served;
  return { permits, goodput, latencySeconds, power: goodput / latencySeconds };
}

function showTuning(gates, tried) {
  const rows = gates.flatMap(({ name }) => {
    const levels = tried.of(name);
    const best = Math.max(...levels.map(({ power }) => power));
    return levels.map(({ permits, goodput, latencySeconds, power }) => ({
      key: `${permits} ${name}`,
      cells: [
        visible(name), count(permits), perSecond(goodput), millis(1000 * latencySeconds),
        levels.length > 1 && power === best ? "◆ best so far" : percent(power / best),
      ],
    }));
  });
  const table = panel("tuning", "Which number of permits?", ["=Gate", "#permits", "#goodput", "#latency", "=Goodput by latency"]);
  showPanel(table, rows, "No gate had all its permits in use for some seconds. Only then a number of permits shows what it brings.");
}
