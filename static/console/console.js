/* Keeps a page of the console true: the socket says only that something changed, the page asks
   what. Without this file everything still works by links and forms. */
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const live = $("live");
  if (!live) return;
  const still = "still" in live.dataset;
  const plainTitle = document.title.replace(/^\(\d+\) /, "");
  let skew = 0;
  let shown = "";
  let held = null;

  /* ---- the truth, asked again ---- */

  const SPACING = 800;
  let asking = false;
  let again = false;
  let last = 0;
  let timer = 0;

  function soon(wait) {
    if (timer || still) return;
    const due = Math.max(wait, last + SPACING - Date.now());
    timer = setTimeout(() => { timer = 0; ask(); }, due);
  }

  async function ask() {
    if (asking) { again = true; return; }
    asking = true;
    last = Date.now();
    try {
      const answer = await fetch(location.href, {
        headers: { "X-Fragment": "1" }, cache: "no-store", credentials: "same-origin",
      });
      if (answer.redirected) { location.reload(); return; }
      if (answer.ok) take(await answer.text());
      else if (answer.status < 500) lost("This page is not there for you any more. Reload it.");
    } catch {
      /* The socket's own banner says that the connection is lost. */
    } finally {
      asking = false;
      if (again) { again = false; soon(100); }
    }
  }

  /* What differs between two answers although nothing changed. */
  function essence(html) {
    const parsed = document.createElement("template");
    parsed.innerHTML = html;
    return parsed.innerHTML
      .replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "")
      .replace(/data-now="[^"]*"/g, "")
      .replace(/<span data-left>\d+<\/span>/g, "")
      .trim();
  }

  function take(html) {
    if (essence(html) === shown) { refreshFacts(html); return; }
    if (isBeingWritten()) { held = html; $("changed").hidden = false; return; }
    replace(html);
  }

  function isBeingWritten() {
    return [...live.querySelectorAll("input:not([type=hidden]), textarea")]
      .some((control) => control.value !== control.defaultValue);
  }

  function refreshFacts(html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const facts = fresh.content.querySelector("#facts");
    if (facts) { $("facts").replaceWith(facts); readFacts(false); }
  }

  function replace(html) {
    const focused = live.contains(document.activeElement) ? document.activeElement.id : null;
    const open = [...live.querySelectorAll("details[open][id]")].map((one) => one.id);
    const known = new Set([...live.querySelectorAll("li[id]")].map((one) => one.id));
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    fresh.content.querySelectorAll("[autofocus]").forEach((one) => one.removeAttribute("autofocus"));
    live.replaceChildren(fresh.content);
    shown = essence(html);
    for (const id of open) $(id)?.setAttribute("open", "");
    for (const row of live.querySelectorAll("li.card[id]")) {
      if (!known.has(row.id)) row.classList.add("arrived");
    }
    if (focused !== null) ($(focused) || $("title"))?.focus({ preventScroll: true });
    readFacts(true);
    count();
  }

  function readFacts(announce) {
    const facts = $("facts");
    if (!facts) return;
    skew = new Date(facts.dataset.now).getTime() - Date.now();
    const waiting = Number(facts.dataset.waiting);
    const badge = $("waiting-count");
    if (!badge) return;
    if (announce && badge.textContent !== String(waiting)) {
      $("announce").textContent = waiting ? `${waiting} waiting for you` : "Nothing is waiting for you";
    }
    badge.textContent = waiting;
    badge.setAttribute("aria-label", `${waiting} waiting`);
    badge.hidden = !waiting;
    document.title = waiting ? `(${waiting}) ${plainTitle}` : plainTitle;
  }

  /* ---- the undo window, counted from the row's own time ---- */

  function count() {
    for (const one of live.querySelectorAll("[data-until]")) {
      const left = Math.ceil((new Date(one.dataset.until).getTime() - Date.now() - skew) / 1000);
      if (left > 0) { one.querySelector("[data-left]").textContent = left; continue; }
      one.removeAttribute("data-until");
      one.textContent = "Going out now…";
      for (const wait of [300, 2000, 5000]) setTimeout(() => soon(0), wait);
    }
  }

  /* ---- the socket ---- */

  let tries = 0;
  let lostTimer = 0;

  function connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/ws/console/`);
    socket.onopen = () => { tries = 0; say(true); soon(0); };
    socket.onmessage = () => soon(150);
    socket.onclose = (event) => {
      if (event.code === 4401) { lost("You are logged out here. Reload the page to log in again."); return; }
      say(false);
      const wait = Math.min(10000, 500 * 2 ** tries++) * (0.5 + Math.random() / 2);
      setTimeout(connect, wait);
    };
  }

  function say(connected) {
    clearTimeout(lostTimer);
    $("line").hidden = false;
    $("line").classList.toggle("line-lost", !connected);
    $("line-says").textContent = connected ? "Live" : "Reconnecting";
    if (connected) { $("lost").hidden = true; return; }
    lostTimer = setTimeout(() => lost("Connection lost – reconnecting. What you see may be old."), 1500);
  }

  function lost(words) {
    $("lost").textContent = words;
    $("lost").hidden = false;
  }

  /* ---- small courtesies ---- */

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  window.addEventListener("pageshow", (event) => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    if (event.persisted) soon(0);
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(0); });
  $("show-changed")?.addEventListener("click", () => {
    $("changed").hidden = true;
    if (held) replace(held);
    held = null;
    $("title")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.activeElement?.closest("details.reject[open]");
    if (open) { open.removeAttribute("open"); open.querySelector("summary").focus(); }
  });
  $("problem")?.focus();

  if ("socket" in live.dataset) {
    shown = essence(live.innerHTML);
    readFacts(false);
    count();
    setInterval(count, 250);
    setInterval(() => { if (!document.hidden) soon(0); }, 45000);
    connect();
  }
})();
