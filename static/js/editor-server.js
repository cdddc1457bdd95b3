// Asking the server, and what its answers mean for the person who writes.
const PATIENCE = 20000;

export class Server {
  constructor(form) {
    this.form = form;
  }

  get token() {
    return this.form.elements.csrfmiddlewaretoken;
  }

  // {state: "ok", body} or the reason why not, as a state of the line, with words where there are
  async post(address, body, { again = true } = {}) {
    let response;
    try {
      response = await fetch(address, {
        ...this.request(body),
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      return { state: "local" };
    }
    if (response.type === "opaqueredirect") return { state: "signedout" };
    const isOurs = (response.headers.get("Content-Type") || "").includes("json");
    if (response.status === 403 && !isOurs && again) return this.retryWithNewToken(address, body);
    return this.read(response, isOurs);
  }

  async read(response, isOurs) {
    let said = {};
    try {
      if (isOurs) said = await response.json();
    } catch {
      return { state: "local" };
    }
    if (response.ok && isOurs) return { state: "ok", body: said };
    if (response.status >= 500) return { state: "failed", words: said.refusal };
    return { state: "closed", words: said.refusal };
  }

  // after signing in elsewhere the page's token is an old one
  async retryWithNewToken(address, body) {
    const answer = await this.get(this.form.dataset.changes);
    if (answer.state !== "ok") return answer;
    if (String(answer.body.person) !== this.form.dataset.person) return { state: "stranger" };
    this.token.value = answer.body.token;
    return this.post(address, body, { again: false });
  }

  async get(address) {
    try {
      const response = await fetch(address, {
        headers: { Accept: "application/json" },
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.type === "opaqueredirect") return { state: "signedout" };
      if (!response.ok) return { state: response.status >= 500 ? "failed" : "closed" };
      return { state: "ok", body: await response.json() };
    } catch {
      return { state: "local" };
    }
  }

  send(address, body) {
    fetch(address, { ...this.request(body), keepalive: true }).catch(() => {});
  }

  request(body) {
    return {
      method: "POST",
      redirect: "manual",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": this.token.value,
      },
      body: JSON.stringify(body),
    };
  }
}
