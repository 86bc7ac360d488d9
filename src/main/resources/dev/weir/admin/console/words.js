// How numbers, times and names are written.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const shortClock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

const NOTHING = "–";
const isThere = (value) => value !== null && value !== undefined && Number.isFinite(value);

const count = (value) => (isThere(value) ? whole.format(value) : NOTHING);

function perSecond(value) {
  if (!isThere(value)) {
    return NOTHING;
  }
  return `${value > 0 && value < 9.95 ? tenths.format(value) : whole.format(value)}/s`;
}

function percent(share) {
  return share > 0 && share < 0.005 ? "<\u00a01\u00a0%" : `${whole.format(100 * share)}\u00a0%`;
}

function millis(value) {
  if (!isThere(value)) {
    return NOTHING;
  }
  if (value < 1) {
    return value > 0 ? "<\u00a01\u00a0ms" : "0\u00a0ms";
  }
  return value < 1000 ? `${whole.format(value)}\u00a0ms` : `${tenths.format(value / 1000)}\u00a0s`;
}

const SPANS = [[86_400, "d"], [3_600, "h"], [60, "min"], [1, "s"]];

/** A span of time in its largest unit, such as 3 min. */
function span(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [size, unit] = SPANS.find(([least]) => seconds >= least) ?? [1, "s"];
  return `${Math.floor(seconds / size)}\u00a0${unit}`;
}

/** A moment; one of another day has its date. */
function moment(text) {
  const at = new Date(text);
  return at.toDateString() === new Date().toDateString() ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
}

const LONGEST_NAME = 80;

/**
 * A name that a client may have chosen: what is not visible in it, or would turn the text around it, is shown by its
 * number, and what is long is cut.
 */
function visible(text, longest = LONGEST_NAME) {
  const shown = [...String(text).slice(0, 2 * longest)]
    .map((sign) => (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(sign) ? `\\u{${sign.codePointAt(0).toString(16)}}` : sign))
    .join("");
  return shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
}

/** What Weir says of a setting, in a line or more. */
const sentence = (text) => visible(text, 1000);

/** Why a request is shed, by the name of the reason. */
const REASONS = {
  room_full: "All permits are out and the waiting room is full.",
  wait_timeout: "No permit was free within max-wait.",
  deadline: "No permit was free before the request's own deadline.",
  hopeless: "No permit would be free in time, so the request did not even wait.",
  no_permit: "All permits are out, and the strategy has no waiting room.",
  rate_exceeded: "More came than the rate of the bucket admits.",
  preempted: "Its place in the room went to a request with more right to it.",
  standing_line: "The queue did not drain, and the request had been in it for too long.",
  closing: "Weir is stopping.",
  interrupted: "The waiting thread was interrupted.",
};
