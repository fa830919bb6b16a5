/* The preview's script, which the server puts into a page as it sends it: listens to what was built,
   loads the page anew where it changed, swaps the stylesheet, shows what was found. Built files never
   have it. Nodes are made of texts alone, never of HTML. */
(() => {
  "use strict";
  const { page, version } = document.currentScript.dataset;
  const OPEN = "/.briefing/open";
  const STYLE = "/.briefing/preview.css";
  const VIEW = `briefing-preview view ${location.pathname}`;
  const FOLDED = "briefing-preview folded";
  /* How long the server may be away before that is worth a word: it may only be starting anew. */
  const AWAY = 2000;

  /* Storage may be forbidden; then nothing is remembered. */
  function remember(key, value) {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch { /* Nothing depends on it. */ }
  }

  function remembered(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function make(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  function button(label, action, kind) {
    const made = make("button", { type: "button", class: kind }, label);
    made.addEventListener("click", () => action(made));
    return made;
  }

  /* ---- The view of a page, kept over its loading anew ---- */

  function summaryOf(details) {
    return details.querySelector("summary")?.textContent ?? "";
  }

  function pathOf(element) {
    const steps = [];
    for (let at = element; at.parentElement; at = at.parentElement) {
      const place = Array.prototype.indexOf.call(at.parentElement.children, at) + 1;
      steps.unshift(`${CSS.escape(at.localName)}:nth-child(${place})`);
    }
    return [":root", ...steps].join(" > ");
  }

  function selectorOf(element) {
    return element.id ? `#${CSS.escape(element.id)}` : pathOf(element);
  }

  function keepView() {
    const focused = document.activeElement;
    const isOfPage = focused && focused !== document.body && focused !== host;
    remember(VIEW, {
      x: scrollX,
      y: scrollY,
      details: Array.from(document.querySelectorAll("details"), (details) => ({
        id: details.id, summary: summaryOf(details), open: details.open,
      })),
      focus: isOfPage ? selectorOf(focused) : null,
    });
  }

  function restoreDetails(kept) {
    const all = Array.from(document.querySelectorAll("details"));
    kept.forEach(({ id, summary, open }, index) => {
      const isIt = (details) => (id ? details.id === id : !details.id && summaryOf(details) === summary);
      const found = [all[index], ...all].find((details) => details && isIt(details));
      if (found) {
        found.open = open;
      }
    });
  }

  function restoreView() {
    const view = remembered(VIEW);
    if (!view) {
      return;
    }
    sessionStorage.removeItem(VIEW);
    restoreDetails(view.details);
    if (view.focus) {
      document.querySelector(view.focus)?.focus({ preventScroll: true });
    }
    /* Pictures that come later make the page longer; who scrolls meanwhile wants to be elsewhere. */
    let isMine = true;
    const leave = () => { isMine = false; };
    const moves = ["wheel", "touchstart", "pointerdown", "keydown"];
    moves.forEach((move) => addEventListener(move, leave, { once: true, passive: true }));
    const scroll = () => {
      if (isMine) {
        scrollTo({ left: view.x, top: view.y, behavior: "instant" });
      }
    };
    const finish = () => {
      scroll();
      requestAnimationFrame(() => {
        scroll();
        moves.forEach((move) => removeEventListener(move, leave));
        history.scrollRestoration = "auto";
      });
    };
    scroll();
    if (document.readyState === "complete") {
      finish();
    } else {
      addEventListener("load", finish, { once: true });
    }
  }

  let isLeaving = false;
  function load() {
    if (!isLeaving) {
      isLeaving = true;
      keepView();
      history.scrollRestoration = "manual";
      location.reload();
    }
  }

  /* ---- The stylesheet ---- */

  /* The names of assets bear a hash: `briefing.1a2b3c4d.css`. */
  function withoutHash(path) {
    return path.replace(/\.[0-9a-f]{8}(?=\.css$)/, "");
  }

  function restyle(address) {
    if (!address) {
      return;
    }
    const wanted = new URL(address, location.href);
    const links = Array.from(document.querySelectorAll('link[rel~="stylesheet"][href]'));
    const ours = links.filter((link) => {
      const known = new URL(link.href);
      return known.origin === wanted.origin && withoutHash(known.pathname) === withoutHash(wanted.pathname);
    });
    const others = ours.filter((link) => new URL(link.href).pathname !== wanted.pathname);
    if (ours.length > others.length) {
      others.forEach((link) => link.remove());
    } else if (others.length > 0) {
      const fresh = others[0].cloneNode();
      fresh.href = wanted.pathname;
      /* The old one stays until the new one is there, so that nothing flashes. */
      fresh.addEventListener("load", () => fresh.isConnected && others.forEach((link) => link.remove()));
      fresh.addEventListener("error", () => fresh.remove());
      others.at(-1).after(fresh);
    }
  }

  /* ---- What was found ---- */

  const host = make("briefing-preview", {});
  const bar = make("div", { class: "bar", role: "status" });
  const shade = make("div", { class: "shade" });
  const sheet = make("section", { class: "sheet", role: "dialog", tabindex: "-1" });
  let findings = { shown: "nothing", list: [] };
  let isOpen = false;
  let isAway = false;
  let token = "";
  let hasEditor = false;

  function attach() {
    const style = make("link", { rel: "stylesheet", href: STYLE });
    const all = make("div", { class: "all" }, shade, sheet, bar);
    all.hidden = true;
    const show = () => { all.hidden = false; };
    style.addEventListener("load", show);
    style.addEventListener("error", show);
    shade.addEventListener("click", () => fold(false));
    host.attachShadow({ mode: "open" }).append(style, all);
    document.documentElement.append(host);
  }

  function count() {
    const words = ["error", "warning"].map((severity) => {
      const number = findings.list.filter((finding) => finding.severity === severity).length;
      return number === 0 ? "" : `${number} ${severity}${number === 1 ? "" : "s"}`;
    });
    return words.filter(Boolean).join(", ");
  }

  function show(next) {
    const text = JSON.stringify(next);
    if (text === JSON.stringify(findings)) {
      return;
    }
    findings = next;
    const kept = remembered(FOLDED);
    isOpen = kept?.text === text ? kept.isOpen : next.shown === "overlay";
    draw();
  }

  /* What somebody opened or hid stays so until something else is found, also on other pages. */
  function fold(opens) {
    isOpen = opens;
    remember(FOLDED, { text: JSON.stringify(findings), isOpen });
    draw();
    if (isOpen) {
      sheet.focus({ preventScroll: true });
    } else {
      bar.querySelector("button")?.focus({ preventScroll: true });
    }
  }

  function draw() {
    const isShown = findings.shown !== "nothing" && findings.list.length > 0;
    const worst = findings.list.some((finding) => finding.severity === "error") ? "error" : "warning";
    shade.hidden = sheet.hidden = !(isShown && isOpen);
    sheet.setAttribute("aria-label", `Preview: ${count()}`);
    sheet.replaceChildren(...(sheet.hidden ? [] : [heading(), ...findings.list.map(card)]));
    const opener = isShown && !isOpen ? button(count(), () => fold(true), `pill ${worst}`) : null;
    opener?.setAttribute("aria-expanded", "false");
    const away = isAway ? make("span", { class: "pill" }, "Preview is not running") : null;
    bar.replaceChildren(...[away, opener].filter(Boolean));
  }

  function heading() {
    const says = findings.shown === "overlay"
      ? "This is the page as it was before. It comes back by itself when this is mended."
      : "This is the page as it is now, with the faults marked.";
    return make("header", {},
      make("div", {}, make("h1", {}, count()), make("p", {}, says)),
      button("Hide", () => fold(false), "plain"));
  }

  function card(finding) {
    const excerpt = finding.excerpt && make("pre", { tabindex: "0" }, finding.excerpt);
    return make("article", { class: finding.severity },
      make("div", { class: "top" },
        make("p", { class: "kind" },
          make("strong", {}, finding.severity), " ", make("code", {}, finding.code)),
        button("Copy", (pressed) => copy(finding.text, pressed), "plain")),
      make("h2", {}, finding.message),
      finding.place && where(finding.place),
      excerpt || null,
      finding.help && make("p", { class: "help" }, finding.help));
  }

  function where(place) {
    const text = `${place.file}:${place.line}:${place.column}`;
    const said = make("span", { class: "said", role: "status" });
    /* What the program carries inside is no file that could be opened. */
    const opens = hasEditor && !place.file.startsWith("builtin:");
    const shown = opens ? button(text, () => edit(place, said), "place") : make("code", { class: "place" }, text);
    if (opens) {
      shown.title = "Open in the editor";
    }
    return make("p", {}, shown, said);
  }

  async function edit(place, said) {
    said.textContent = "";
    try {
      const answer = await fetch(OPEN, {
        method: "POST",
        headers: { "content-type": "application/json", "x-briefing-token": token },
        body: JSON.stringify(place),
      });
      said.textContent = answer.ok ? "" : await answer.text();
    } catch {
      said.textContent = "The preview is not running.";
    }
  }

  async function copy(text, pressed) {
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      /* By a name that is not the machine's own there is no clipboard, but the old way. */
      const field = make("textarea", { class: "aside", "aria-hidden": "true" });
      field.value = text;
      sheet.append(field);
      field.select();
      isCopied = document.execCommand("copy");
      field.remove();
      pressed.focus();
    }
    pressed.textContent = isCopied ? "Copied" : "Not copied";
    setTimeout(() => { pressed.textContent = "Copy"; }, 1500);
  }

  /* ---- The stream ---- */

  let source = null;
  let lost = 0;

  function away() {
    isAway = true;
    draw();
  }

  function on(name, react) {
    source.addEventListener(name, (event) => react(JSON.parse(event.data)));
  }

  function built({ changed, style }) {
    if (changed.includes(page)) {
      load();
    } else {
      restyle(style);
    }
  }

  function greeted(hello) {
    clearTimeout(lost);
    lost = 0;
    ({ token, editor: hasEditor } = hello);
    const wasAway = isAway;
    isAway = false;
    restyle(hello.style);
    show(hello.findings);
    if (wasAway) {
      draw();
    }
  }

  /* Browsers keep few connections to a host: only tabs that are seen listen. The server compares what a
     tab has when it comes back. */
  function listen() {
    if (source || isLeaving || document.visibilityState !== "visible") {
      return;
    }
    const query = new URLSearchParams({ page, version }).toString().replaceAll("+", "%20");
    source = new EventSource(`/.briefing/events?${query}`);
    on("hello", greeted);
    on("build", built);
    on("changed", built);
    on("findings", show);
    source.addEventListener("error", () => {
      lost ||= setTimeout(away, AWAY);
      /* A browser asks again by itself, but not where it was answered with an error. */
      if (source?.readyState === EventSource.CLOSED) {
        quit();
        setTimeout(listen, AWAY);
      }
    });
  }

  function quit() {
    source?.close();
    source = null;
  }

  function rest() {
    quit();
    clearTimeout(lost);
    lost = 0;
  }

  restoreView();
  attach();
  draw();
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !sheet.hidden && !event.defaultPrevented) {
      fold(false);
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      listen();
    } else {
      rest();
    }
  });
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();
})();
