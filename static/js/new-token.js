// Signing in again, in another tab, makes the token of this page's forms an old one.

/** The token of a page as it is now, and whether the page was shown or asked to sign in. */
export async function newToken(address) {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(10000) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
    return { token, isSignedIn: answer.ok && !new URL(answer.url).pathname.startsWith("/sign-in") };
  } catch {
    return { token: undefined, isSignedIn: false }; // no network
  }
}

/** Gives a form the token of whoever is signed in now; false where nobody is. */
export async function renewToken(form, address) {
  const { token, isSignedIn } = await newToken(address);
  const box = form.elements.csrfmiddlewaretoken;
  if (!token || !isSignedIn || box.value === token) return false;
  box.value = token;
  return true;
}
