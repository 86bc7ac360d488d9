// Does Weir keep its promises when requests come at a rate of their own, whether or not the earlier
// ones have a response? Under the limit no request is refused. Over it, goodput stays at the limit,
// served requests wait no longer than promised, and refusals say when to come back.
//
//   java -jar target/weir.jar                               in another terminal
//   k6 run --quiet loadtests/script.js                         smoke, steady, spike: 85 s
//   k6 run --quiet -e SCENARIO=polite loadtests/script.js      one of those named below
//
// SCENARIO      smoke, steady, spike, slow, polite, or demo (load for a dashboard)
// BASE_URL      where Weir is (http://localhost:8080)
// LIMIT         requests per second that the backend can do: gate.permits / BACKEND_MS (800)
// MAX_WAIT_MS   gate.max-wait (250)
// BACKEND_MS    what a call of the backend takes (20)
// SLOW_MS       what it takes in scenario slow, for which Weir must have been started with
//               --backend.simulated.latency=200ms (200)
// DURATION      of demo, in s, m or h, rounded up to whole minutes (1h)
// SUMMARY       a file for the figures as JSON (none)
//
// Exits with 99 if a promise was not kept.
import http from 'k6/http';
import exec from 'k6/execution';
import { check, sleep } from 'k6';
import { Counter, Rate, Trend } from 'k6/metrics';

const BASE_URL = __ENV.BASE_URL || 'http://localhost:8080';
const LIMIT = number('LIMIT', 800);
const MAX_WAIT_MS = number('MAX_WAIT_MS', 250);
const BACKEND_MS = number('BACKEND_MS', 20);
const SLOW_MS = number('SLOW_MS', 200);
const MARGIN_MS = 100; // for a client and a server on the same cores
const TIMEOUT_S = 5; // of a request
const ATTEMPTS = 8; // of a polite client
const LONGEST_HINT_S = 30; // Weir asks no client to stay away longer

const NONE = 'rate==0';
const FEW = 'rate<0.01';
const SOME = 'rate>0'; // without a refusal there was no overload, and nothing was tested
const SERVED_MS = MAX_WAIT_MS + BACKEND_MS;

// As in k6, a stage begins with the rate of the one before and moves in a straight line to its own.
// What follows the rate are the promises: the share that is refused, the p99 of the served in ms,
// without MARGIN_MS, and the goodput. Rate and goodput are multiples of LIMIT.
const STAGES = {
  // A JVM compiles while it runs, and a client connects; so nothing is promised at first.
  'warm-up': [
    { stage: 'warm-up', seconds: 0, rate: 0.1 },
    { stage: 'warm-up', seconds: 8, rate: 0.9 },
    { stage: 'warm-up', seconds: 2, rate: 2 },
  ],
  smoke: [{ stage: 'smoke', seconds: 10, rate: 0.01, refused: NONE, p99: BACKEND_MS }],
  steady: [
    { stage: 'steady', seconds: 20, rate: 0.95, refused: FEW, p99: SERVED_MS, goodput: 0.93 },
  ],
  spike: [
    { stage: 'before', seconds: 8, rate: 0.8, refused: FEW, p99: SERVED_MS },
    { stage: 'up', seconds: 1, rate: 3 },
    { stage: 'over', seconds: 10, rate: 3, refused: SOME, p99: SERVED_MS, goodput: 0.9 },
    { stage: 'down', seconds: 1, rate: 0.8 },
    { stage: 'after', seconds: 10, rate: 0.8, refused: FEW, p99: SERVED_MS, goodput: 0.78 },
  ],
  slow: [
    { stage: 'slow', seconds: 20, rate: 0.95, refused: SOME, p99: MAX_WAIT_MS + SLOW_MS,
      goodput: (0.9 * BACKEND_MS) / SLOW_MS },
  ],
  polite: [
    { stage: 'flood', seconds: 4, rate: 1.5, refused: SOME },
    { stage: 'ebb', seconds: 0, rate: 0.25 },
    { stage: 'ebb', seconds: 16, rate: 0.25, p99: SERVED_MS },
  ],
  demo: Array(minutes(__ENV.DURATION || '1h')).fill([
    { stage: 'calm', seconds: 0, rate: 0.5 },
    { stage: 'calm', seconds: 50, rate: 0.5 },
    { stage: 'flood', seconds: 0, rate: 2 },
    { stage: 'flood', seconds: 10, rate: 2 },
  ]).flat(),
};
const chosen = __ENV.SCENARIO ? [__ENV.SCENARIO] : ['smoke', 'steady', 'spike'];
const plan = oneAfterTheOther(['warm-up', ...chosen]);

const served = new Counter('served');
const shed = new Counter('shed');
const other = new Counter('other');
const refused = new Rate('refused');
const servedMs = new Trend('served_ms');
const shedMs = new Trend('shed_ms');
const retryAfterS = new Trend('retry_after_s');
const succeeded = new Rate('succeeded');

http.setResponseCallback(http.expectedStatuses({ min: 200, max: 299 }, 429));

export const options = {
  scenarios: Object.fromEntries(plan.map((scenario) => [scenario.name, openModel(scenario)])),
  thresholds: Object.assign({}, ...plan.map(thresholds)),
  summaryTrendStats: ['min', 'med', 'p(95)', 'p(99)', 'max'],
};

export function setup() {
  const { status } = http.get(`${BASE_URL}/health/ready`, { timeout: `${TIMEOUT_S}s` });
  if (status !== 200) exec.test.abort(`no Weir is ready at ${BASE_URL}`);
}

/** A client that asks once. */
export function ask() {
  exec.vu.metrics.tags.stage = currentStage();
  const response = http.get(`${BASE_URL}/endpoint`, { timeout: `${TIMEOUT_S}s` });
  record(response);
  return response;
}

/** A client that obeys Retry-After. */
export function askPolitely() {
  let response = ask();
  for (let attempt = 1; response.status === 429 && attempt < ATTEMPTS; attempt++) {
    sleep(Number(response.headers['Retry-After']));
    response = ask();
  }
  succeeded.add(response.status === 200);
}

function currentStage() {
  const { name, stages } = plan.find((scenario) => scenario.name === exec.scenario.name);
  let left = (Date.now() - exec.scenario.startTime) / 1000;
  const current = stages.find(({ seconds }) => (left -= seconds) < 0);
  return current ? current.stage : `after ${name}`;
}

function record(response) {
  const { status, timings } = response;
  // What the client waited; without `blocked`, the time to get a connection would be left out.
  const ms = timings.blocked + timings.duration;
  refused.add(status === 429);
  check(response, { 'a response is 200 or 429': () => status === 200 || status === 429 });
  if (status === 200) {
    served.add(1);
    servedMs.add(ms);
  } else if (status === 429) {
    shed.add(1);
    shedMs.add(ms);
    retryAfterS.add(Number(response.headers['Retry-After']));
    checkRefusal(response);
  } else {
    other.add(1);
  }
}

function checkRefusal(response) {
  check(response, {
    'Retry-After is a whole number >= 1': () => /^[1-9]\d*$/.test(response.headers['Retry-After']),
    'a refusal has a reason': () => /"reason":"\w+"/.test(response.body),
  });
}

function oneAfterTheOther(names) {
  let start = 0;
  return names.map((name) => {
    if (!STAGES[name]) throw new Error(`no scenario ${name}; there are ${Object.keys(STAGES)}`);
    const scenario = { name, stages: STAGES[name], start };
    start += STAGES[name].reduce((sum, { seconds }) => sum + seconds, TIMEOUT_S);
    return scenario;
  });
}

function openModel({ name, stages, start }) {
  const polite = name === 'polite';
  const peak = Math.max(...stages.map(({ rate }) => perSecond(rate)));
  // A virtual user is one client at a time, so this is how many may be in Weir (or asleep) at once:
  // half a second's arrivals, polite two seconds'. All are made beforehand, because k6 drops the
  // arrival for which it would have to make another.
  const users = Math.max(20, Math.ceil(peak * (polite ? 2 : 0.5)));
  return {
    ...arrivals(stages),
    exec: polite ? 'askPolitely' : 'ask',
    startTime: `${start}s`,
    gracefulStop: `${polite ? ATTEMPTS * (LONGEST_HINT_S + TIMEOUT_S) : TIMEOUT_S}s`,
    preAllocatedVUs: users,
    maxVUs: users,
  };
}

function arrivals(stages) {
  const rate = perSecond(stages[0].rate);
  if (stages.length === 1) {
    return { executor: 'constant-arrival-rate', rate, duration: `${stages[0].seconds}s` };
  }
  const ramp = stages.map((to) => ({ duration: `${to.seconds}s`, target: perSecond(to.rate) }));
  return { executor: 'ramping-arrival-rate', startRate: rate, stages: ramp };
}

function thresholds({ name, stages }) {
  const all = {};
  for (const { stage, seconds, refused: share, p99, goodput } of stages) {
    const promises = {
      served: goodput && `count>=${Math.floor(goodput * LIMIT * seconds)}`,
      served_ms: p99 && `p(99)<${p99 + MARGIN_MS}`,
      shed_ms: p99 && `p(99)<${MAX_WAIT_MS + MARGIN_MS}`,
      refused: share,
      shed: null,
      other: null,
      retry_after_s: null,
    };
    for (const [metric, promise] of Object.entries(promises)) {
      // With an empty list there is no promise, but the summary gets the figure.
      all[of(metric, name, stage)] = promise ? [promise] : [];
    }
  }
  if (name === 'polite') all[of('succeeded', name)] = ['rate>0.99'];
  if (!stages.some(({ p99 }) => p99)) return all;
  all[of('checks', name)] = ['rate==1'];
  all[of('dropped_iterations', name)] = ['count==0']; // or else the model is closed unnoticed
  return all;
}

function of(metric, scenario, stage) {
  return `${metric}{scenario:${scenario}${stage ? `,stage:${stage}` : ''}}`;
}

function perSecond(multiple) {
  return Math.max(1, Math.round(multiple * LIMIT));
}

function number(name, normally) {
  const value = Number(__ENV[name] || normally);
  if (!(value > 0)) throw new Error(`${name}=${__ENV[name]} is not a number above 0`);
  return value;
}

function minutes(duration) {
  const [, count, unit] = /^(\d+)([smh])$/.exec(duration) || [];
  if (!(count > 0)) throw new Error(`DURATION=${duration} is not like 90s, 10m or 1h`);
  return Math.ceil((count * { s: 1, m: 60, h: 3600 }[unit]) / 60);
}

export function handleSummary({ metrics, root_group: group, state }) {
  if (!metrics.iterations) return { stdout: 'no request was made\n' };
  const ran = state.testRunDurationMs / 1000;
  const rows = plan.flatMap((scenario) => figures(scenario, metrics, ran));
  const promises = verdicts(metrics);
  const broken = promises.filter(({ kept }) => !kept);
  const failed = group.checks.filter(({ fails }) => fails > 0);
  const lines = [
    '',
    `Weir at ${BASE_URL}, limit ${LIMIT} requests per second`,
    '',
    ...table(rows),
    '',
    ...plan.flatMap((scenario) => remarks(scenario, metrics)),
    `promises: ${promises.length - broken.length} kept, ${broken.length} broken`,
    ...broken.map(({ promise, was }) => `BROKEN  ${promise}, was ${was}`),
    ...failed.map(({ name, fails }) => `NOT SO  ${name}: ${fails} times`),
    '',
  ];
  const files = { stdout: lines.join('\n') };
  if (__ENV.SUMMARY) files[__ENV.SUMMARY] = JSON.stringify({ LIMIT, rows, promises }, null, 2);
  return files;
}

/**
 * One row for each name of a stage, about the requests that began in it. Offered are all that had a
 * response or failed, goodput are those with a 200, both divided by the seconds that the stage has
 * lasted: fewer than planned if the run was stopped.
 */
function figures({ name, stages, start }, metrics, ran) {
  return [...new Set(stages.map(({ stage }) => stage))].map((stage) => {
    const figure = (metric, stat) => Math.round(value(metrics, of(metric, name, stage), stat));
    const [good, less, odd] = ['served', 'shed', 'other'].map((metric) => figure(metric, 'count'));
    const seconds = lasted(stages, stage, ran - start);
    const rate = (count) => (seconds ? Math.round(count / seconds) : 0);
    return {
      scenario: name === stage ? name : `${name} ${stage}`,
      seconds: Math.round(seconds),
      'offered/s': rate(good + less + odd),
      'goodput/s': rate(good),
      shed: less,
      other: odd,
      'p50 ms': good ? figure('served_ms', 'med') : '-',
      'p95 ms': good ? figure('served_ms', 'p(95)') : '-',
      'p99 ms': good ? figure('served_ms', 'p(99)') : '-',
      'shed p99 ms': less ? figure('shed_ms', 'p(99)') : '-',
      'Retry-After s': less
        ? `${figure('retry_after_s', 'min')} to ${figure('retry_after_s', 'max')}`
        : '-',
    };
  });
}

function lasted(stages, name, ran) {
  let left = ran;
  let sum = 0;
  for (const { stage, seconds } of stages) {
    if (stage === name) sum += Math.max(0, Math.min(seconds, left));
    left -= seconds;
  }
  return sum;
}

function value(metrics, key, stat) {
  return metrics[key]?.values[stat] || 0;
}

function table(rows) {
  const cells = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row).map(String))];
  const widths = cells[0].map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  const pad = (cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]));
  return cells.map((row) => row.map(pad).join('  '));
}

function remarks({ name }, metrics) {
  const lines = [];
  const dropped = value(metrics, of('dropped_iterations', name), 'count');
  if (dropped) lines.push(`${name}: k6 dropped ${dropped} arrivals`);
  if (name === 'polite') {
    const percent = (100 * value(metrics, of('succeeded', name), 'rate')).toFixed(2);
    lines.push(`${name}: ${percent} % of the clients were served in at most ${ATTEMPTS} attempts`);
  }
  return lines;
}

function verdicts(metrics) {
  return Object.entries(metrics).flatMap(([metric, { values, thresholds: bounds = {} }]) =>
    Object.entries(bounds).map(([bound, { ok }]) => ({
      promise: `${metric} ${bound}`,
      was: values[bound.split(/[<>=]/)[0]],
      kept: ok,
    })),
  );
}
