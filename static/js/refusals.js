// What the server's answer to a form says, where it was not taken.
import { thai } from "./thai-digits.js";

const plain = (element) => element?.textContent.trim().replace(/\s+/g, " ") ?? "";

export const SIGN_IN = "หมดเวลาเข้าใช้ โปรดเข้าสู่ระบบในแท็บใหม่ แล้วกลับมากดอีกครั้งที่หน้านี้";

/** What the page of a refusal says, if it is one of ours; a proxy's own page is only numbered. */
export function wordsOfPage(text, status) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const heading = page.querySelector("h1");
  const words = plain(heading?.parentElement.querySelector("p:not([aria-hidden])"));
  if (page.documentElement.lang !== "th" || !words) return `ระบบขัดข้องชั่วคราว (รหัส ${thai(status)})`;
  return `${plain(heading)}: ${words}`;
}

/** Why there was no answer at all. */
export function wordsOfNetwork(error) {
  if (!navigator.onLine) return "เครื่องนี้ไม่ได้เชื่อมต่ออินเทอร์เน็ต";
  return error?.name === "TimeoutError" ? "ระบบไม่ตอบภายใน ๑ นาที" : "ติดต่อระบบไม่ได้";
}
