// Changes by the API. The token is in memory, or in the session of this tab if the user wants it so; never in an address.

const TOKEN = "weir-token";

const access = {
  token: sessionStorage.getItem(TOKEN) ?? "",

  keep(token, inSession) {
    this.token = token;
    inSession ? sessionStorage.setItem(TOKEN, token) : sessionStorage.removeItem(TOKEN);
  },

  forget() {
    this.keep("", false);
  },
};

/** Sends a change. Returns its status and what Weir says: the status is 0 if it can't be reached. */
async function send(method, path, revision, body) {
  const headers = { ...(access.token && { Authorization: `Bearer ${access.token}` }), "If-Match": `"${revision}"` };
  if (body !== undefined) {
    headers["Content-Type"] = "application/merge-patch+json";
  }
  try {
    const response = await fetch(path, { method, headers, body: body && JSON.stringify(body), cache: "no-store" });
    return { status: response.status, said: await response.json().catch(() => ({})) };
  } catch {
    return { status: 0, said: { detail: "Weir can't be reached." } };
  }
}

/** What is wrong, in the words of Weir. */
const problem = ({ status, said }) => sentence(said.detail ?? said.title ?? `Weir refused it with ${status}.`);

/** The part of a dialog that asks for the token, when there is none or it was refused. */
class TokenField {
  #box;
  #input;
  #check;

  constructor(dialog) {
    this.#box = dialog.querySelector(".token");
    this.#input = this.#box.querySelector("input[type=password]");
    this.#check = this.#box.querySelector("input[type=checkbox]");
  }

  /** Shows it if there is no token. */
  show() {
    this.#box.hidden = access.token !== "";
    this.#input.value = "";
  }

  hide() {
    this.#box.hidden = true;
  }

  /** Takes what was typed. */
  take() {
    if (!this.#box.hidden) {
      access.keep(this.#input.value.trim(), this.#check.checked);
    }
  }

  /** Asks again, and returns why. */
  refused() {
    const had = access.token !== "";
    access.forget();
    this.#box.hidden = false;
    this.#input.focus();
    return had ? "Weir does not take this token." : "A change needs the token.";
  }
}

/** A dialog with a form: says what is wrong in it, and closes by its buttons. */
function prepareDialog(dialog, submit) {
  dialog.querySelectorAll(".close").forEach((button) => button.addEventListener("click", () => dialog.close()));
  dialog.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
}

const say = (dialog, text) => setText(dialog.querySelector(".message"), text);

/** Why nothing can be changed here. */
const READ_ONLY = "Changes are not allowed here. To allow them, start Weir with admin.token-file, the name of a file with a token.";

const ending = byId("end");
const endToken = new TokenField(ending);

/** Asks whether all temporary changes are to end. */
function openEnd() {
  const gates = page.state.gates.filter((gate) => gate.overridden.length > 0);
  const what = (gate) => `${visible(gate.name)}: ${gate.overridden.map((each) => visible(each)).join(", ")}`;
  byId("end-what").replaceChildren(...gates.map((gate) => make("li", {}, what(gate))));
  endToken.show();
  say(ending, "");
  ending.showModal();
}

async function endOverrides() {
  endToken.take();
  const result = await send("DELETE", "admin/overrides", page.state.revision);
  if (result.status === 200) {
    ending.close();
    tell("The temporary changes have ended.");
  } else {
    say(ending, result.status === 401 ? endToken.refused() : problem(result));
  }
}

prepareDialog(ending, endOverrides);
