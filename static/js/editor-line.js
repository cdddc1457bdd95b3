// The line that says whether what was typed is safe.
const WORDS = {
  saving: ["saving", "กำลังบันทึก"],
  saved: ["saved", "บันทึกแล้ว"],
  local: ["local", "เก็บไว้ในเครื่องนี้ จะส่งให้เมื่อเชื่อมต่อได้"],
  choose: ["local", "มีช่องที่ต้องเลือกข้อความ ช่องอื่นบันทึกแล้ว"],
  refused: ["failed", "มีช่องที่บันทึกไม่ได้ ข้อความยังอยู่"],
  failed: ["failed", "บันทึกไม่ได้ ข้อความยังอยู่"],
  closed: ["failed", "บันทึกไม่ได้ ข้อความยังอยู่ในหน้านี้"],
  signedout: ["failed", "หมดเวลาเข้าใช้ ข้อความยังอยู่"],
  stranger: ["failed", "เครื่องนี้เข้าสู่ระบบด้วยบัญชีอื่นอยู่ ข้อความของท่านยังเก็บไว้ในเครื่องนี้"],
};
const ALWAYS_SAID = new Set(["local", "failed"]);
const MINUTE = 60000;

export class SaveLine {
  constructor(line, form, retry) {
    this.line = line;
    this.words = line.querySelector("[data-saveline-words]");
    this.signIn = form.dataset.signIn;
    this.retry = retry;
    this.saidAt = 0;
    // what is seen changes at each save; what is heard at most once a minute, or when it matters
    line.removeAttribute("role");
    this.voice = document.createElement("span");
    this.voice.className = "visually-hidden";
    this.voice.setAttribute("role", "status");
    line.after(this.voice);
  }

  get isTrouble() {
    return ["local", "failed", "signedout", "stranger"].includes(this.line.dataset.state);
  }

  show(state, more = "") {
    if (this.isTrouble && this.line.dataset.state === state) return; // a link stays where it is
    const [look, words] = WORDS[state];
    const said = this.wordsOf(state, words, more);
    this.line.className = `saveline push ${look}`;
    this.line.dataset.state = state;
    this.words.textContent = said;
    if (state === "failed") this.offer("ลองอีกครั้ง", this.retry);
    if (state === "signedout") this.link("เข้าสู่ระบบแล้วบันทึกต่อ", this.signIn);
    this.say(look, state);
  }

  // the server's own reason, where it gave one
  wordsOf(state, words, more) {
    if (!more) return words;
    if (state === "closed") return more;
    return ["saved", "failed"].includes(state) ? `${words} ${more}` : words;
  }

  say(look, state) {
    const isDue = Date.now() - this.saidAt > MINUTE && state !== "saving";
    const isNews = ALWAYS_SAID.has(look) && this.lastState !== state;
    this.lastState = state;
    if (!isDue && !isNews) return;
    this.saidAt = Date.now();
    this.voice.textContent = this.words.textContent;
  }

  offer(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-plain";
    button.textContent = words;
    button.addEventListener("click", () => act());
    this.words.append(" ", button);
  }

  link(words, address) {
    const link = document.createElement("a");
    link.href = `${address}?next=/work/`;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = words;
    this.words.append(" ", link);
  }
}
