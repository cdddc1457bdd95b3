// Texts that the server has not acknowledged yet, kept in the browser: a person and a measure each.
const PREFIX = "unsent:";

export class Store {
  constructor(person, measure) {
    this.own = `${PREFIX}${person}:`;
    this.name = `${this.own}${measure}`;
  }

  // {key: {value, bases}}: `bases` are the texts that we saw in the field or sent for it
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.name) || "{}");
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {};
    }
  }

  // whether the browser took it: a private window may have no room
  write(texts) {
    try {
      if (Object.keys(texts).length) localStorage.setItem(this.name, JSON.stringify(texts));
      else localStorage.removeItem(this.name);
      return true;
    } catch {
      return false;
    }
  }

  forgetOthers() {
    try {
      const names = Object.keys(localStorage).filter(
        (name) => name.startsWith(PREFIX) && !name.startsWith(this.own),
      );
      for (const name of names) localStorage.removeItem(name);
    } catch {
      // a browser without storage keeps nothing of anybody
    }
  }
}
