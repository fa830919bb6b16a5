/* What was found: a sheet over the page, or folded to a bar at its edge. */

const OPEN = "/.briefing/open";
const STYLE = "/.briefing/preview.css";
const FOLDED = "briefing-preview folded";

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
  sheet.hidden = shade.hidden = !(isOpen && hasFindings());
  sheet.setAttribute("aria-label", `Preview: ${count()}`);
  sheet.replaceChildren(...(sheet.hidden ? [] : [heading(), ...findings.list.map(card)]));
  drawBar();
}

function drawBar() {
  const worst = findings.list.some((finding) => finding.severity === "error") ? "error" : "warning";
  const opener = hasFindings() && !isOpen ? button(count(), () => fold(true), `pill ${worst}`) : null;
  opener?.setAttribute("aria-expanded", "false");
  const away = isAway ? make("span", { class: "pill" }, "Preview is not running") : null;
  bar.replaceChildren(...[away, opener].filter(Boolean));
  host.toggleAttribute("data-room", bar.hasChildNodes());
}

function hasFindings() {
  return findings.shown !== "nothing" && findings.list.length > 0;
}

function heading() {
  const says = findings.shown === "overlay"
    ? "Below is the last good version of the page. This closes by itself when the fault is mended."
    : "Below is the page as it is now. What is wrong in its text is marked there.";
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
    make("h2", {}, ...words(finding.message)),
    finding.place && where(finding.place),
    excerpt || null,
    finding.help && make("p", { class: "help" }, ...words(finding.help)));
}

/* What stands between backticks is code; one that is left over is only itself. */
function words(text) {
  const parts = text.split("`");
  return parts.length % 2 === 0
    ? [text]
    : parts.map((part, index) => (index % 2 === 1 ? make("code", {}, part) : part));
}

function where(place) {
  const text = `${place.file}:${place.line}:${place.column}`;
  const said = make("span", { class: "said", role: "status" });
  /* What the program carries inside is no file that could be opened. */
  const opens = hasEditor && !place.file.startsWith("builtin:");
  const shown = opens
    ? button(text, () => edit(place, said), "place")
    : make("code", { class: "place" }, text);
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
