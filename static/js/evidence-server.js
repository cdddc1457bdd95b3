// Asking the server from the evidence page: one act after another, and what each answer means.
const PATIENCE = 30000;
const WORDS = {
  network: "ยังไม่ได้บันทึก เครือข่ายขาด ลองอีกครั้งเมื่อเชื่อมต่อได้",
  out: "ยังไม่ได้บันทึก ท่านออกจากระบบแล้ว",
  stranger: "ยังไม่ได้บันทึก เครื่องนี้เข้าสู่ระบบด้วยบัญชีอื่นอยู่",
  right: "ยังไม่ได้บันทึก บัญชีนี้ไม่มีสิทธิ์แก้ไขส่วนนี้แล้ว",
  failed: "ยังไม่ได้บันทึก โปรดลองอีกครั้ง หรือเปิดหน้านี้ใหม่",
};
const TOKEN = "csrfmiddlewaretoken";

export class Server {
  constructor(page) {
    this.person = page.dataset.person;
    this.signIn = page.dataset.signIn;
    this.waiting = 0;
    this.turn = Promise.resolve();
  }

  // acts reach the server in the order in which they were done here
  inTurn(work) {
    this.waiting += 1;
    this.turn = this.turn.then(work).finally(() => {
      this.waiting -= 1;
    });
    return this.turn;
  }

  // {said} when it was done, else {words} that tell why not, with what was said where there is any
  async post(address, data) {
    let answer = await this.#send(address, data);
    if (answer.isRefused) {
      const reason = await this.renew();
      if (reason) return this.trouble(reason);
      data.set(TOKEN, document.querySelector(`input[name=${TOKEN}]`).value);
      answer = await this.#send(address, data);
    }
    return answer.isRefused ? this.trouble("right") : answer;
  }

  // after signing in elsewhere the tokens of this page are old ones; returns why there is no new one
  async renew() {
    const { page, reason } = await this.#page();
    if (reason) return reason;
    if (page.querySelector("[data-person]")?.dataset.person !== this.person) return "stranger";
    const token = page.querySelector(`input[name=${TOKEN}]`)?.value;
    for (const input of document.querySelectorAll(`input[name=${TOKEN}]`)) input.value = token;
    return token ? "" : "right";
  }

  trouble(reason) {
    return { words: WORDS[reason], isOut: reason === "out" };
  }

  async #send(address, data) {
    const options = { method: "POST", body: data, headers: { Accept: "application/json" } };
    try {
      const response = await this.#fetch(address, options);
      if (response.type === "opaqueredirect") return this.trouble("out");
      const said = await response.json().catch(() => null);
      if (response.ok && said) return { said };
      if (response.status === 403 && !said) return { isRefused: true };
      return { said: said ?? {}, words: said?.message ?? WORDS.failed };
    } catch {
      return this.trouble("network");
    }
  }

  async #page() {
    try {
      const response = await this.#fetch(window.location.pathname, {});
      if (response.type === "opaqueredirect") return { reason: "out" };
      if (!response.ok) return { reason: "failed" };
      return { page: new DOMParser().parseFromString(await response.text(), "text/html") };
    } catch {
      return { reason: "network" };
    }
  }

  #fetch(address, options) {
    const signal = AbortSignal.timeout(PATIENCE);
    return fetch(address, { ...options, redirect: "manual", credentials: "same-origin", signal });
  }
}

// what came of an act, at its place; who has been signed out is led to signing in
export function tell(line, words, { isOut, signIn } = {}) {
  line.textContent = words;
  if (!isOut) return;
  const link = document.createElement("a");
  link.href = `${signIn}?next=/work/`;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = "เข้าสู่ระบบในแท็บใหม่";
  line.append(" ", link, " แล้วกลับมาทำอีกครั้ง");
}
