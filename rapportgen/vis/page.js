"use strict";

// The page is fetched anew at each change. Pictures that were there keep their element, so that the old page stands
// until the new one is loaded, and the place where somebody is reading stays.

const statusLine = document.getElementById("status");
let isRenewing = false;
let isWanted = false;

function tell(text) {
  if (statusLine.textContent !== text) statusLine.textContent = text;
}

function keepPictures(before, after) {
  const old = new Map([...before.querySelectorAll("img")].map((picture) => [picture.id, picture]));
  for (const picture of after.querySelectorAll("img")) {
    const kept = old.get(picture.id);
    if (!kept) continue;
    for (const name of ["alt", "width", "height", "loading"]) kept.setAttribute(name, picture.getAttribute(name));
    const address = picture.getAttribute("src");
    if (kept.getAttribute("src") !== address) kept.setAttribute("src", address);
    picture.replaceWith(kept);
  }
}

function exchange(id, fresh) {
  const before = document.getElementById(id);
  const after = document.importNode(fresh.getElementById(id), true);
  const isOpen = new Set([...before.querySelectorAll("details[open]")].map((part) => part.id));
  for (const part of after.querySelectorAll("details")) part.open = isOpen.has(part.id);
  keepPictures(before, after);
  const top = before.scrollTop;
  before.replaceWith(after);
  after.scrollTop = top;
}

function show(fresh) {
  const place = [window.scrollX, window.scrollY];
  const focused = document.activeElement && document.activeElement.id;
  const pages = document.getElementById("sider");
  const next = fresh.getElementById("sider");
  exchange("funn", fresh);
  if (pages.outerHTML !== next.outerHTML) exchange("sider", fresh);
  document.getElementById("innhold").dataset.versjon = fresh.getElementById("innhold").dataset.versjon;
  document.title = fresh.title;
  tell(fresh.getElementById("status").textContent);
  window.scrollTo(...place);
  if (focused && document.getElementById(focused)) document.getElementById(focused).focus({ preventScroll: true });
}

async function renew() {
  isWanted = true;
  if (isRenewing) return;
  isRenewing = true;
  try {
    while (isWanted) {
      isWanted = false;
      const answer = await fetch(location.pathname, { cache: "no-store" });
      if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
  } catch {
    lost();
  } finally {
    isRenewing = false;
  }
}

function lost() {
  tell("rapportgen er stoppet. Sidene blir ikke fornyet.");
}

const changes = new EventSource("hendelser");
changes.addEventListener("message", (event) => {
  if (event.data !== document.getElementById("innhold").dataset.versjon) renew();
});
changes.addEventListener("error", lost);
changes.addEventListener("open", renew);
