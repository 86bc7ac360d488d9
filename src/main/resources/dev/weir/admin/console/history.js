// The last five minutes: what was added to Weir's totals from one state to the next.

const SECONDS_KEPT = 300;
const LONGEST_STEP = 3;
const RECENT_STEPS = 5;

/** Of all gates together. */
const ALL = "";

class Past {
  steps = [];
  marks = [];
  #last = null;

  /** Adds a state. After a restart of Weir, or a gap, it is only what the next one is compared with. */
  add(state) {
    const at = Date.parse(state.time) / 1000;
    const last = this.#last;
    this.#last = { at, state };
    if (last === null) {
      return;
    }
    if (at <= last.at) {
      this.#last = at < last.at - LONGEST_STEP ? this.#last : last;
      return;
    }
    if (state.startedAt !== last.state.startedAt) {
      this.#gap(last.at);
      this.marks.push({ at: Date.parse(state.startedAt) / 1000, text: "restart" });
    } else if (at - last.at > LONGEST_STEP) {
      this.#gap(last.at);
    } else {
      this.steps.push(step(last.state, state, at, at - last.at));
    }
    this.steps = this.steps.filter((each) => each.at > at - SECONDS_KEPT - LONGEST_STEP);
    this.marks = this.marks.filter((each) => each.at > at - SECONDS_KEPT);
  }

  /** Returns the time of the last state, in seconds. */
  get now() {
    return this.#last === null ? Date.now() / 1000 : this.#last.at;
  }

  #gap(at) {
    this.steps.push({ at: at + 0.001, seconds: 0, gates: new Map(), routes: new Map() });
  }

  /** Returns the last steps without a gap, together: what a figure that should be calm is made of. */
  recent(gate) {
    return together(lastWithoutGap(this.steps, this.steps.length).map((each) => of(each, each.gates.get(gate))));
  }

  /** Returns what a route had in these steps. */
  recentOfRoute(route) {
    return together(lastWithoutGap(this.steps, this.steps.length).map((each) => of(each, each.routes.get(routeKey(route)))));
  }

  /** Returns columns for a chart: times, offered, goodput and shed a second. */
  rates(gate) {
    const columns = ["offered", "served", "shed"];
    return this.#columns((each) => {
      const added = each.gates.get(gate);
      return columns.map((column) => (added ? added[column] / each.seconds : null));
    }, columns.length);
  }

  /** Returns columns for a chart: times, and these percentiles of the waits in milliseconds. */
  waits(gate, shares) {
    return this.#columns((each, index) => this.#percentiles(each, index, gate, shares), shares.length);
  }

  /** Of this step and some before it; found once, since none of them changes. */
  #percentiles(each, index, gate, shares) {
    if (!each.gates.has(gate)) {
      return shares.map(() => null);
    }
    if (!each.percentiles.has(gate)) {
      const { waits } = together(lastWithoutGap(this.steps, index + 1).map((one) => of(one, one.gates.get(gate))));
      each.percentiles.set(gate, shares.map((share) => percentile(waits, share)));
    }
    return each.percentiles.get(gate);
  }

  #columns(values, width) {
    const rows = this.steps.map(values);
    return [this.steps.map((each) => each.at), ...Array.from({ length: width }, (_, at) => rows.map((row) => row[at]))];
  }
}

const routeKey = (route) => `${route.gate} ${route.name}`;

const of = (each, added) => ({ seconds: each.seconds, added });

function lastWithoutGap(steps, end) {
  const some = steps.slice(Math.max(0, end - RECENT_STEPS), end);
  return some.slice(some.findLastIndex((each) => each.seconds === 0) + 1);
}

/** What was added in one step, by gate and by route; a gate or a route that is new begins with the next. */
function step(before, after, at, seconds) {
  const routes = added(routesOf(before), routesOf(after));
  const gates = added(gatesOf(before), gatesOf(after));
  const free = after.routes.filter((route) => route.gate === null).map((route) => routes.get(routeKey(route)));
  gates.set(ALL, sum([...gates.values(), ...free.filter(Boolean).map(passing)]));
  return { at, seconds, gates, routes, percentiles: new Map() };
}

/** What passes by all gates is offered, and waits for nothing. */
const passing = (route) => ({ ...route, offered: ended(route), waits: [] });

const ended = (route) => route.served + route.shed + route.failed + route.rejected + route.gone;

function routesOf(state) {
  const totals = ({ served, shed, failed, rejected, gone }) => ({ served, shed, failed, rejected, gone });
  return new Map(state.routes.map((route) => [routeKey(route), totals(route)]));
}

function gatesOf(state) {
  return new Map(state.gates.map((gate) => [gate.name, totalsOf(gate, state.routes)]));
}

function totalsOf(gate, routes) {
  const own = routes.filter((route) => route.gate === gate.name);
  const shed = Object.values(gate.totals.shed).reduce((one, other) => one + other, 0);
  const { buckets } = gate.totals.waitedSeconds;
  return {
    offered: gate.totals.admitted + shed,
    shed,
    served: own.reduce((total, route) => total + route.served, 0),
    failed: own.reduce((total, route) => total + route.failed, 0),
    ...Object.fromEntries(Object.entries(gate.totals.shed).map(([reason, value]) => [`shed ${reason}`, value])),
    waits: buckets.map(([limit, value], at) => [limit, value - (at === 0 ? 0 : buckets[at - 1][1])]),
  };
}

function added(before, after) {
  return new Map(
    [...after]
      .filter(([key]) => before.has(key))
      .map(([key, totals]) => [key, difference(before.get(key), totals)])
      .filter(([, each]) => each !== null));
}

/** Returns null for totals that fell: they began anew. */
function difference(before, after) {
  const result = {};
  for (const [key, value] of Object.entries(after)) {
    result[key] = key === "waits" ? waitsBetween(before.waits, value) : value - (before[key] ?? 0);
  }
  const numbers = [...Object.values(result).filter((value) => typeof value === "number"), ...(result.waits ?? []).map(([, value]) => value)];
  return numbers.some((value) => value < 0) ? null : result;
}

function waitsBetween(before, after) {
  return after.map(([limit, value], at) => [limit, value - (before[at]?.[1] ?? 0)]);
}

function sum(all) {
  const result = { offered: 0, served: 0, shed: 0, failed: 0, waits: [] };
  for (const each of all) {
    for (const [key, value] of Object.entries(each)) {
      if (key !== "waits") {
        result[key] = (result[key] ?? 0) + value;
      }
    }
    (each.waits ?? []).forEach(([limit, value], at) => {
      result.waits[at] = [limit, value + (result.waits[at]?.[1] ?? 0)];
    });
  }
  return result;
}

function together(some) {
  const there = some.filter(({ added }) => added);
  return { ...sum(there.map(({ added }) => added)), seconds: there.reduce((total, { seconds }) => total + seconds, 0) };
}

const rate = (recent, key) => (recent.seconds > 0 ? (recent[key] ?? 0) / recent.seconds : null);

/**
 * Returns a percentile in milliseconds, by linear interpolation within its bucket, as Prometheus does; in the last, its
 * lower limit. In the first it is 0: what did not wait is there.
 */
function percentile(waits, share) {
  const all = waits.reduce((total, [, value]) => total + value, 0);
  if (all === 0) {
    return null;
  }
  let rest = share * all;
  for (const [at, [limit, value]] of waits.entries()) {
    const low = at === 0 ? 0 : waits[at - 1][0];
    if (rest <= value) {
      return at === 0 ? 0 : 1000 * (limit === null ? low : low + ((limit - low) * rest) / value);
    }
    rest -= value;
  }
  return 1000 * (waits.at(-1)[0] ?? waits.at(-2)?.[0] ?? 0);
}
