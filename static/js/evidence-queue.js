// Files that were chosen and not yet sent: each shows its measure, which can be changed, then its
// progress and what became of it. Two are on their way at a time.

import { tell } from "./evidence-server.js";

const AT_ONCE = 2;
const NO_NETWORK = "เครือข่ายขาด กดอัปโหลดอีกครั้งเพื่อส่งต่อ";
const NOT_ADDED = "เพิ่มไม่สำเร็จ โปรดเปิดหน้านี้ใหม่แล้วลองอีกครั้ง";
const NUMBER = /^0{0,2}([1-9][0-9]{0,2})_/;

const arabic = (text) =>
  text.replace(/[๐-๙]/g, (digit) => String("๐๑๒๓๔๕๖๗๘๙".indexOf(digit)));

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

export class Queue {
  constructor(form, thai, server) {
    this.form = form;
    this.thai = thai;
    this.server = server;
    this.list = form.querySelector("#queue");
    this.status = form.querySelector("#upload-status");
    this.measures = form.elements.measure;
    this.items = [];
    this.isLeaving = false;
    this.isSending = false;
  }

  get isWaiting() {
    return !this.isLeaving && this.items.some((item) => item.state !== "done");
  }

  /** A pasted picture has no name of its own. */
  named(file) {
    const now = new Date();
    const time = [now.getHours(), now.getMinutes(), now.getSeconds()];
    const name = time.map((part) => String(part).padStart(2, "0")).join("");
    const extension = file.type === "image/jpeg" ? "jpg" : "png";
    return /^image\.\w+$/.test(file.name) || !file.name
      ? new File([file], `ภาพที่วาง ${name}.${extension}`, { type: file.type })
      : file;
  }

  add(files) {
    for (const file of files) this.#addOne(file);
    this.#say();
  }

  #addOne(file) {
    const row = element("li", "");
    const name = element("span", "name");
    name.append(element("bdi", "", file.name));
    const select = this.measures.cloneNode(true);
    select.removeAttribute("id");
    select.removeAttribute("name");
    select.setAttribute("aria-label", `มาตรการของ ${file.name}`);
    select.options[0].textContent = "เลือกมาตรการ";
    select.value = this.#measureOf(file.name) || this.measures.value;
    const remove = element("button", "btn btn-plain", "เอาออก");
    remove.type = "button";
    remove.append(element("span", "visually-hidden", ` ${file.name}`));
    const said = element("p", "said");
    row.append(name, select, remove, said);
    this.list.append(row);
    const item = { file, row, select, remove, said, state: "chosen" };
    this.items.push(item);
    remove.addEventListener("click", () => this.#remove(item));
    select.addEventListener("change", () => this.#refuse(item, ""));
    if (file.size > Number(this.form.dataset.mostBytes)) {
      this.#refuse(item, `ไฟล์ใหญ่เกิน ${this.form.dataset.mostWords} MB โปรดย่อไฟล์แล้วลองอีกครั้ง`);
      item.state = "bad";
    }
  }

  #measureOf(name) {
    const found = NUMBER.exec(arabic(name));
    const options = [...this.measures.options];
    return found && options.find((option) => option.dataset.number === found[1])?.value;
  }

  #remove(item) {
    item.row.remove();
    this.items = this.items.filter((other) => other !== item);
    this.#say();
    this.form.querySelector("#files").focus();
  }

  #refuse(item, words) {
    item.said.textContent = words;
    item.said.classList.toggle("is-bad", words !== "");
  }

  #say() {
    const chosen = this.items.filter((item) => item.state === "chosen").length;
    this.status.textContent = chosen
      ? `เลือกแล้ว ${this.thai(chosen)} ไฟล์ ตรวจมาตรการของแต่ละไฟล์ แล้วกดอัปโหลด`
      : "";
  }

  async send() {
    if (this.isSending) return;
    const ready = this.items.filter((item) => item.state === "chosen" && this.#hasPlace(item));
    if (ready.length === 0) {
      if (this.items.length === 0) {
        this.status.textContent = "โปรดเลือกไฟล์ก่อน";
        this.form.querySelector("#files").focus();
      }
      return;
    }
    this.isSending = true;
    let begun = 0;
    const work = async () => {
      while (begun < ready.length) {
        const item = ready[begun];
        begun += 1;
        this.status.textContent = `กำลังอัปโหลด ${this.thai(begun)} จาก ${this.thai(ready.length)}`;
        await this.#bring(item);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    this.isSending = false;
    this.#finish();
  }

  #hasPlace(item) {
    if (item.select.value) return true;
    this.#refuse(item, "โปรดเลือกมาตรการของไฟล์นี้");
    item.select.focus();
    return false;
  }

  #finish() {
    const added = this.items.filter((item) => item.state === "done");
    if (this.items.every((item) => item.state === "done")) {
      this.isLeaving = true;
      window.location.assign(`${window.location.pathname}?added=${added.length}`);
      return;
    }
    const left = this.items.length - added.length;
    this.status.textContent = `เพิ่มแล้ว ${this.thai(added.length)} ไฟล์ ยังเหลือ ${this.thai(left)} ไฟล์ที่ต้องแก้`;
    if (added.length && !this.form.querySelector(".see-added")) {
      const link = element("a", "btn btn-quiet see-added mt-2", "ดูไฟล์ที่เพิ่มแล้ว");
      link.href = window.location.pathname;
      link.addEventListener("click", () => {
        this.isLeaving = true;
      });
      this.status.after(link);
    }
  }

  // with a new token where the person has signed in elsewhere since this page was drawn
  async #bring(item) {
    let request = await this.#sendOne(item);
    if (request.status === 403 && !request.response) {
      const reason = await this.server.renew();
      if (!reason) request = await this.#sendOne(item);
      else item.trouble = this.server.trouble(reason);
    }
    this.#answered(item, request);
  }

  #sendOne(item) {
    item.trouble = null;
    item.remove.disabled = true;
    item.select.disabled = true;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `อัปโหลด ${item.file.name}`);
    item.said.replaceChildren(bar);
    item.said.classList.remove("is-bad");
    const data = new FormData();
    data.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    data.set("measure", item.select.value);
    data.append("files", item.file, item.file.name);
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
        if (event.loaded === event.total) bar.removeAttribute("value");
      });
      request.addEventListener("loadend", () => {
        resolve(request);
      });
      request.send(data);
    });
  }

  #answered(item, request) {
    item.remove.disabled = false;
    item.select.disabled = false;
    if (request.status === 201) {
      item.state = "done";
      item.select.disabled = true;
      item.remove.hidden = true;
      item.said.textContent = "เพิ่มแล้ว";
      return;
    }
    const refused = request.response?.refused?.[0]?.message;
    item.state = refused ? "bad" : "chosen";
    this.#refuse(item, refused ?? request.response?.refusal ?? NOT_ADDED);
    if (request.status === 0) this.#refuse(item, NO_NETWORK);
    const isOut = request.responseURL.includes(this.server.signIn);
    const trouble = isOut ? this.server.trouble("out") : item.trouble;
    if (trouble) tell(item.said, trouble.words, { ...trouble, signIn: this.server.signIn });
    if (refused) item.select.addEventListener("change", () => { item.state = "chosen"; }, { once: true });
  }
}
