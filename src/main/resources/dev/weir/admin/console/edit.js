// The form that changes the limits of a gate. What is applied was shown by a preview of the same values, of the same
// revision of the settings.

const FIELDS = [
  { key: "permits", title: "Permits", hint: "how many requests may call the backend at once" },
  { key: "waiting-room", title: "Waiting room", hint: "how many requests may wait" },
  { key: "max-wait", title: "Max wait", hint: "such as 250ms or 2s" },
  { key: "strategy", title: "Strategy", hint: "" },
];

const STRATEGIES = [
  "wait-then-shed", "reject", "block", "worker-pool", "demand", "priority", "adaptive", "codel", "token-bucket",
  "leaky-bucket", "none",
];

const dialog = byId("edit");
const editToken = new TokenField(dialog);
const inputs = new Map(FIELDS.map((field) => [field.key, makeField(field)]));

/** The gate in the form, the revision it was read at, and the preview that may be applied. */
const edit = { gate: "", revision: "", since: "", shown: {}, preview: null, sent: Promise.resolve(), waiting: 0 };

function makeField({ key, title, hint }) {
  const id = `edit-${key}`;
  const input = key === "strategy"
    ? make("select", { id }, ...STRATEGIES.map((each) => make("option", {}, each)))
    : make("input", { id, autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-hint` });
  const back = make("button", { type: "button", "aria-pressed": "false", hidden: "" }, "as in the file");
  const label = make("label", { for: id }, title);
  const more = make("p", { class: "hint", id: `${id}-hint` }, hint);
  byId("fields").append(make("div", { class: "field" }, label, make("div", {}, input, back), more));
  input.addEventListener("input", outdate);
  back.addEventListener("click", () => {
    const pressed = back.getAttribute("aria-pressed") !== "true";
    setAttribute(back, "aria-pressed", pressed);
    input.disabled = pressed;
    outdate();
  });
  return { input, back };
}

/** A preview of other values says nothing of these. */
function outdate() {
  edit.preview = null;
  showPreview();
}

const gateInForm = () => page.state.gates.find((gate) => gate.name === edit.gate);

function openEdit(gate) {
  edit.gate = gate;
  setText(byId("edit-title"), `Limits of ${visible(gate)}`);
  say(dialog, "");
  load(() => true);
  editToken.show();
  const locked = page.state.config.readOnly;
  setText(byId("edit-hint"), locked ? READ_ONLY : whatBecomesOfIt(page.state.config));
  inputs.forEach(({ input, back }) => { input.disabled = locked; back.disabled = locked; });
  byId("look").disabled = locked;
  if (locked) {
    editToken.hide();
  }
  dialog.showModal();
}

const whatBecomesOfIt = ({ persist, file }) => persist
  ? `A change is written to ${visible(file ?? "the settings file")}.`
  : "A change is temporary: it ends with the next change of the settings file, or with a restart.";

/** Reads values into the form, those that this says. */
function load(wanted) {
  const gate = gateInForm();
  edit.revision = page.state.revision;
  edit.since = page.state.time;
  for (const [key, { input, back }] of inputs) {
    const value = gate.configured[key] ?? "";
    if (wanted(key)) {
      input.value = value;
      setAttribute(back, "aria-pressed", false);
      input.disabled = false;
    }
    back.hidden = !gate.overridden.includes(key);
    edit.shown[key] = value;
  }
  outdate();
}

/** What was changed in the form: a merge patch, in which null means what the settings file says. */
function patch() {
  const changed = {};
  for (const [key, { input, back }] of inputs) {
    if (back.getAttribute("aria-pressed") === "true") {
      changed[key] = null;
    } else if (input.value.trim() !== edit.shown[key]) {
      changed[key] = /^\d+$/.test(input.value.trim()) ? Number(input.value) : input.value.trim();
    }
  }
  return changed;
}

const pathOf = (gate) => `admin/gates/${encodeURIComponent(gate)}`;

/** Asks what a change would do, and shows it. */
async function look() {
  editToken.take();
  const wanted = patch();
  if (Object.keys(wanted).length === 0) {
    say(dialog, "Nothing is changed yet.");
    return;
  }
  const result = await ask(`${pathOf(edit.gate)}?dry-run=true`, wanted);
  if (result.status === 200 && JSON.stringify(wanted) === JSON.stringify(patch())) {
    editToken.hide();
    say(dialog, "");
    edit.preview = { wanted, said: result.said, levels: levels() };
    showPreview();
  }
}

async function apply() {
  const { wanted } = edit.preview;
  outdate();
  const result = await ask(pathOf(edit.gate), wanted);
  if (result.status === 200) {
    dialog.close();
    const changes = result.said.changes.map(inWords).join("; ");
    tell(`Applied at ${visible(edit.gate)}: ${changes}${result.said.temporary ? " (temporary)" : ""}`);
  }
}

/** Sends the change, when what was sent before it is done, and says what is wrong with it. */
async function ask(path, wanted) {
  edit.waiting++;
  edit.sent = edit.sent.then(() => send("PATCH", path, edit.revision, wanted));
  const result = await edit.sent;
  edit.waiting--;
  if (result.status === 412) {
    await meanwhile();
  } else if (result.status !== 200) {
    outdate();
    say(dialog, result.status === 401 ? editToken.refused() : problem(result));
  }
  return result;
}

/** The settings are others by now: the form shows them, but for what was typed, and there has to be a new preview. */
async function meanwhile() {
  const since = Date.parse(edit.since);
  const response = await fetch("admin/state", { cache: "no-store" }).catch(() => null);
  if (response?.ok) {
    page.state = await response.json();
  }
  reload(since);
}

function reload(since) {
  if (gateInForm() === undefined) {
    dialog.close();
    tell(`The gate ${visible(edit.gate)} is gone.`);
    return;
  }
  const touched = new Set(Object.keys(patch()));
  load((key) => !touched.has(key));
  const changes = page.state.changes.filter((change) => Date.parse(change.at) >= since - 1000 && change.result === "applied");
  const who = changes.map((change) => `${visible(change.who ?? change.by)} changed ${change.what.map(inWords).join("; ")}`);
  say(dialog, `The settings have changed meanwhile${who.length > 0 ? `: ${who.join(". ")}` : ""}. Look at the preview again.`);
}

const levels = () => JSON.stringify([gateInForm()?.inside, gateInForm()?.waiting]);

/** Keeps what the form shows true while Weir goes on. */
function followEdit() {
  if (!dialog.open || edit.waiting > 0) {
    return;
  }
  if (page.state.revision !== edit.revision) {
    reload(Date.parse(edit.since));
  } else if (edit.preview !== null && edit.preview.levels !== levels()) {
    look();
  }
}

function showPreview() {
  const { preview } = edit;
  byId("preview").hidden = preview === null;
  byId("apply").disabled = preview === null;
  if (preview !== null) {
    const { changes, effect, temporary } = preview.said;
    const lines = [...changes.map(inWords), sentence(effect?.text ?? ""), temporary ? "This is temporary." : "This is written to the settings file."];
    fill(byId("preview"), lines.filter(Boolean), (line) => lines.indexOf(line), () => make("p"), (p, line) => setText(p, line));
  }
}

prepareDialog(dialog, look);
byId("apply").addEventListener("click", apply);
