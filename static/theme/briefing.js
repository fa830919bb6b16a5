/* What script adds to the pages, each of which works without it. Every part looks for what it works on and
   leaves all else alone. The words that it shows stand in the page (`#site-words`), in the page's language;
   nothing is asked of a server, so that all of it works from disk too. */
(() => {
  "use strict";

  const main = document.querySelector("main");
  const words = document.getElementById("site-words")?.dataset;
  if (!main || !words) {
    return;
  }

  const all = (selector, within = main) => [...within.querySelectorAll(selector)];

  function make(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  /* A line that is read aloud when it changes. */
  function statusLine(className) {
    const line = make("p", { className });
    line.setAttribute("role", "status");
    return line;
  }

  const fill = (text, values) => text.replace(/%([a-z]+)/g, (whole, name) => values[name] ?? whole);

  /* The page that a link leads to; from disk its file may be named. */
  const pageOf = ({ href }) => href.replace(/[?#].*$/, "").replace(/index\.html$/, "");
  const idOf = (link) => pageOf(link).replace(/\/$/, "").replace(/^.*\//, "");

  const asked = (name) => new URLSearchParams(location.search).get(name) ?? "";

  /* Keeps what was chosen in the address, so that it can be sent on and outlives a reload. */
  function keep(values) {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value) {
        url.searchParams.set(name, value);
      } else {
        url.searchParams.delete(name);
      }
    }
    try {
      history.replaceState(history.state, "", url);
    } catch { /* Browsers allow only so many changes at a time. */ }
  }

  /* ---- Light or dark: `colours.js` has set what was chosen before the page was shown. */

  function themeSwitch() {
    const header = document.querySelector(".masthead");
    if (!header) {
      return;
    }
    const root = document.documentElement;
    const select = make("select", { autocomplete: "off" });
    select.append(...["system", "light", "dark"].map((theme) => new Option(words[theme], theme)));
    const show = (theme) => {
      select.value = theme === "light" || theme === "dark" ? theme : "system";
      if (select.value === "system") {
        delete root.dataset.theme;
      } else {
        root.dataset.theme = select.value;
      }
    };
    show(root.dataset.theme);
    select.addEventListener("change", () => {
      show(select.value);
      try {
        localStorage.setItem("briefing-theme", select.value);
      } catch { /* Then it holds for this page alone. */ }
    });
    /* It was chosen in another tab. */
    addEventListener("storage", ({ key, newValue }) => key === "briefing-theme" && show(newValue));
    const label = make("label", { className: "theme" }, make("span", {}, words.theme), " ", select);
    header.insertBefore(label, header.querySelector(".menu"));
  }

  /* ---- A permalink that is followed is copied too. */

  function copyPermalinks() {
    const told = main.appendChild(statusLine("hidden"));
    main.addEventListener("click", (event) => {
      const link = event.target.closest("a.permalink");
      const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (link && isPlain && navigator.clipboard) {
        told.textContent = "";
        navigator.clipboard.writeText(link.href).then(() => { told.textContent = words.copied; }, () => {});
      }
    });
  }

  /* ---- The table of positions: the rows that are chosen, and of the topics those on which they differ. */

  function comparable(row, chosen) {
    const header = row.cells[0];
    const link = header.querySelector("a");
    const name = header.textContent.trim();
    const id = link ? idOf(link) : name;
    const box = make("input", { type: "checkbox", autocomplete: "off", checked: chosen.includes(id) });
    box.setAttribute("aria-label", `${words.compare}: ${name}`);
    header.prepend(box, " ");
    return { row, box, id };
  }

  /* Whether some of the rows take another stance than others; who takes none is not compared. */
  function differs(lines, column) {
    const stances = lines.map(({ row }) => row.cells[column].querySelector(".stance")?.className);
    return new Set(stances.filter(Boolean)).size > 1;
  }

  function comparePositions() {
    const table = document.body.matches(".page-positions") && main.querySelector("table.matrix");
    if (!table || table.tBodies[0].rows.length < 3) {
      return;
    }
    const before = asked("compare").split(",");
    const lines = Array.from(table.tBodies[0].rows, (row) => comparable(row, before));
    const topics = Array.from(table.tHead.rows[0].cells, (cell, index) => index).slice(1);
    const compare = make("button", { type: "button" }, words.compare);
    const differ = make("input", { type: "checkbox", autocomplete: "off", checked: asked("differ") === "1" });
    const differLabel = make("label", {}, differ, ` ${words.differ}`);
    const showAll = make("button", { type: "button" }, words.all);
    const told = statusLine("told");

    function show(wanted) {
      const chosen = lines.filter(({ box }) => box.checked);
      const isOn = wanted && chosen.length > 1;
      const shown = topics.filter((topic) => !(isOn && differ.checked) || differs(chosen, topic));
      lines.forEach(({ row, box }) => { row.hidden = isOn && !box.checked; });
      for (const row of table.rows) {
        topics.forEach((topic) => { row.cells[topic].hidden = !shown.includes(topic); });
      }
      compare.disabled = chosen.length < 2;
      compare.setAttribute("aria-pressed", isOn);
      differLabel.hidden = !isOn || topics.length < 2;
      showAll.hidden = !isOn;
      const counts = { shown: chosen.length, all: lines.length, topics: shown.length, of: topics.length };
      told.textContent = isOn ? fill(words.compared, counts) : words.choose;
      return { compare: isOn && chosen.map(({ id }) => id).join(","), differ: isOn && differ.checked && "1" };
    }

    const isPressed = () => compare.getAttribute("aria-pressed") === "true";
    compare.addEventListener("click", () => keep(show(!isPressed())));
    showAll.addEventListener("click", () => { keep(show(false)); compare.focus(); });
    [differ, ...lines.map(({ box }) => box)].forEach((box) => {
      box.addEventListener("change", () => keep(show(isPressed())));
    });
    const tools = make("div", { className: "narrowing" }, compare, " ", differLabel, " ", showAll, told);
    (table.closest(".scroll") ?? table).before(tools);
    show(true);
  }

  /* ---- Long lists, narrowed in place. */

  const ITEMS = ".rows > .row, .timeline > .entry, .cards > .card, .change-row";
  const REGISTERS = ".page-participants, .page-events, .page-topics, .page-sources, .page-articles";
  const FACETS = ["participant", "topic", "kind", "status", "date"];
  const DATES = ["exact", "vague", "range", "undated"];
  const PARTICIPANTS = ["person", "organization", "country", "group"];
  const KINDS = ["statement", "position", "act", "event", "mention", ...PARTICIPANTS];
  const LONG = 8;

  /* As it is compared: without case and marks. */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
  /* `tag tag-denied` gives `denied`. */
  const wordOf = (element) => element.className.replace(/^.*-/, "");

  /* What an item can be found by: of each facet its values, with the words for them. */
  function factsOf(item) {
    const facts = { item, text: plain(item.textContent) };
    FACETS.forEach((name) => { facts[name] = new Map(); });
    const classes = [...item.classList].map((name) => name.replace(/^(row|entry)-/, ""));
    const isOfRegister = item.matches(".register > .row, .row-topic");
    for (const record of all("a.record", item)) {
      const kind = wordOf(record);
      if (isOfRegister) {
        classes.push(kind);
      } else if (kind === "topic") {
        facts.topic.set(idOf(record), record.textContent);
      } else if (PARTICIPANTS.includes(kind)) {
        facts.participant.set(idOf(record), record.textContent);
      }
    }
    const tags = all(".tag", item).map((tag) => [wordOf(tag), tag.textContent]);
    const kind = item.matches(".card, .change-row, .row-amendment, .row-attendance") && tags.shift();
    if (kind && !item.matches(".row-attendance")) {
      facts.kind.set(...kind);
    }
    tags.forEach((tag) => facts.status.set(...tag));
    for (const name of classes) {
      const facet = KINDS.includes(name) ? facts.kind : DATES.includes(name) ? facts.date : null;
      facet?.set(name, words[name]);
    }
    return facts;
  }

  /* A choice among the values of a facet; none where all items have the same. */
  function choice(name, items, before) {
    const values = new Map(items.flatMap((facts) => [...facts[name]]));
    if (values.size < 2) {
      return null;
    }
    const sorted = [...values].sort(([, a], [, b]) => a.localeCompare(b, document.documentElement.lang));
    const select = make("select", { name, autocomplete: "off" }, new Option(words.any, ""));
    select.append(...sorted.map(([value, word]) => new Option(word, value, false, value === before)));
    return select;
  }

  /* What holds items, and is hidden where all of them are: lists, parts of the page, folded years. */
  function groupsOf(scope, items, ownHeading) {
    const lists = [...items.map((item) => item.parentElement), ...all("section, details", scope)];
    return [...new Set(lists)].filter((group) => group !== scope).map((group) => {
      const before = group.previousElementSibling;
      const heading = before !== ownHeading && before?.matches("h2, h3, h4") ? before : null;
      return { group, heading, held: items.filter((item) => group.contains(item)), open: group.open };
    }).filter(({ held }) => held.length);
  }

  function hideEmpty(groups, isNarrowed, wasNarrowed) {
    for (const entry of groups) {
      const { group, held, heading } = entry;
      group.hidden = held.every((item) => item.hidden);
      if (heading) {
        heading.hidden = group.hidden;
      }
      if (group.matches("details") && isNarrowed !== wasNarrowed) {
        /* What was folded is folded again in the end. */
        entry.open = isNarrowed ? group.open : entry.open;
        group.open = isNarrowed || entry.open;
      }
    }
  }

  function controlsOf(scope, items, prefix) {
    const controls = FACETS.map((name) => choice(name, items, asked(prefix + name))).filter(Boolean);
    if (document.body.matches(REGISTERS)) {
      controls.unshift(make("input", { name: "q", type: "search", autocomplete: "off", value: asked("q") }));
    }
    return controls;
  }

  function narrow(scope) {
    const heading = scope === main ? main.querySelector(".page-heading") : scope.querySelector("h2");
    const items = all(ITEMS, scope).filter((item) => !item.parentElement.closest(".change-row")).map(factsOf);
    const prefix = scope === main ? "" : `${heading.id.replace(/^site-/, "")}.`;
    const controls = heading && items.length >= LONG ? controlsOf(scope, items, prefix) : [];
    if (!controls.length) {
      return;
    }
    /* The same names, in another arrangement. */
    const firstPage = (element) => pageOf(element.querySelector("a") ?? location);
    const byPage = new Map(items.map(({ item }) => [firstPage(item), item]));
    const twins = all(".names > li", scope).map((twin) => [twin, byPage.get(firstPage(twin))]);
    const hidable = [...items.map(({ item }) => item), ...twins.map(([twin]) => twin)];
    const groups = groupsOf(scope, hidable, heading);
    const showAll = make("button", { type: "button" }, words.all);
    const told = statusLine("told");
    let isNarrowed = false;

    function show() {
      const wanted = controls.filter(({ value }) => value.trim());
      const fits = (facts) => wanted.every(({ name, value }) => (
        name === "q" ? facts.text.includes(plain(value)) : facts[name].has(value)));
      const shown = items.filter((facts) => !(facts.item.hidden = !fits(facts))).length;
      twins.forEach(([twin, item]) => { twin.hidden = item?.hidden ?? false; });
      hideEmpty(groups, wanted.length > 0, isNarrowed);
      isNarrowed = wanted.length > 0;
      all(".gap", scope).forEach((gap) => { gap.hidden = isNarrowed; });
      all(".letters a", scope).forEach((letter) => {
        letter.parentElement.hidden = main.querySelector(letter.hash)?.closest("section").hidden ?? false;
      });
      showAll.hidden = !isNarrowed;
      told.textContent = shown ? fill(words.shown, { shown, all: items.length }) : words.none;
    }

    function change() {
      show();
      keep(Object.fromEntries(controls.map(({ name, value }) => [prefix + name, value.trim()])));
    }

    showAll.addEventListener("click", () => {
      controls.forEach((control) => { control.value = ""; });
      change();
      controls[0].focus();
    });
    const labels = controls.map((control) => make("label", {}, `${words[control.name]} `, control));
    const form = make("form", { className: "narrowing" }, ...labels, showAll, told);
    form.addEventListener("input", change);
    form.addEventListener("submit", (event) => event.preventDefault());
    heading.after(form);
    if (controls.some(({ value }) => value)) {
      show();
    } else {
      showAll.hidden = true;
    }
  }

  /* On a page of one record each of its lists, else the page as a whole; texts are read, not narrowed. */
  function narrowLists() {
    if (document.body.matches(".page-article, .page-home, .page-page, .page-positions")) {
      return;
    }
    const article = main.querySelector(":scope > article");
    const sections = article && all(":scope > section:not([aria-labelledby=site-positions])", article);
    (sections ?? [main]).forEach(narrow);
  }

  /* ---- Cards: what the page itself says elsewhere of a record that is named in it. */

  const NAMES = "a.mention, a.record";
  const PASSAGES = ".row-statement, .row-position, .row-act, .row-mention, .entry-act";
  const BLOCKS = ".row, .entry, .page-heading .kicker";
  const GAP = 6;

  /* All that names a record, by its page; what is about it comes first. */
  function blocksByPage() {
    const found = new Map();
    for (const block of all(BLOCKS)) {
      const subject = block.matches(PASSAGES) ? null : block.querySelector(".who a, h2 a, h3 a, h4 a");
      new Set(all(NAMES, block).map(pageOf)).forEach((page) => {
        const blocks = found.get(page) ?? found.set(page, []).get(page);
        if (subject && pageOf(subject) === page) {
          blocks.splice(blocks.filter(({ isAbout }) => isAbout).length, 0, { block, isAbout: true });
        } else {
          blocks.push({ block, isAbout: false });
        }
      });
    }
    return found;
  }

  /* A text of the page with its language, cut where it is long. */
  function copied(element, className) {
    const text = element.textContent.trim();
    const end = text.length > 280 ? text.lastIndexOf(" ", 280) : text.length;
    const made = make("p", { className }, end < text.length ? `${text.slice(0, end)}…` : text);
    const from = element.closest("[lang]");
    if (from && from !== document.documentElement) {
      made.lang = from.lang;
    }
    return made;
  }

  /* What a card says; nothing where the page says nothing. */
  function linesOf({ block, isAbout }) {
    if (block.matches(".kicker")) {
      return [make("p", { className: "note" }, words.topichere)];
    }
    const kinds = isAbout ? all(".who > .note, .role", block) : [];
    const text = block.querySelector(".question, .summary, .excerpt");
    const facts = all(".when, .fact", block).filter((fact) => !fact.querySelector("a"));
    const line = facts.map((fact) => fact.textContent.trim()).join(" · ");
    return [
      ...kinds.map((kind) => copied(kind, "note")),
      /* Of a passage the part that it is about. */
      ...(text ? [copied(text.querySelector("mark") ?? text, "said")] : []),
      ...(line ? [make("p", { className: "note" }, line)] : []),
    ];
  }

  function previewCards() {
    const card = make("div", { id: "site-card", className: "preview", hidden: true });
    card.setAttribute("role", "tooltip");
    main.append(card);
    let blocks = null;
    let shown = null;
    let timer = 0;
    let dismissed = null;

    function close() {
      clearTimeout(timer);
      shown?.removeAttribute("aria-describedby");
      shown = null;
      card.hidden = true;
    }

    /* Below the link, or above it where there is no room; always within the view. */
    function place() {
      /* Where a line breaks before a name, a box without a width is left at the end of it. */
      const link = Array.from(shown.getClientRects()).find((box) => box.width);
      if (!link || link.bottom < 0 || link.top > innerHeight) {
        close();
        return;
      }
      const { width, height } = card.getBoundingClientRect();
      const isBelow = link.bottom + GAP + height < innerHeight || link.top < GAP + height;
      const start = getComputedStyle(shown).direction === "rtl" ? link.right - width : link.left;
      const room = document.documentElement.clientWidth - width - GAP;
      card.style.top = `${isBelow ? link.bottom + GAP : link.top - GAP - height}px`;
      card.style.left = `${Math.max(GAP, Math.min(start, room))}px`;
    }

    function open(link) {
      blocks = blocks ?? blocksByPage();
      close();
      const found = (blocks.get(pageOf(link)) ?? []).find(({ block }) => !block.contains(link));
      const lines = found && pageOf(link) !== pageOf(location) ? linesOf(found) : [];
      if (!lines.length) {
        return;
      }
      card.replaceChildren(copied(link, "name"), ...lines);
      card.hidden = false;
      shown = link;
      link.setAttribute("aria-describedby", card.id);
      place();
    }

    function later(act, wait) {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    }

    /* Time enough to reach the card. */
    const leave = () => later(() => shown && !hasFocus(shown) && close(), 250);
    const named = (event) => event.target.closest?.(NAMES);
    const hasFocus = (link) => link === document.activeElement && link.matches(":focus-visible");

    document.addEventListener("pointerover", (event) => {
      const link = main.contains(event.target) && named(event);
      if (event.pointerType === "touch" || (link && link === dismissed)) {
        return;
      }
      dismissed = null;
      if (card.contains(event.target) || (link && link === shown)) {
        clearTimeout(timer);
      } else if (link) {
        later(() => open(link), 350);
      } else {
        leave();
      }
    });
    document.documentElement.addEventListener("pointerleave", leave);
    main.addEventListener("focusin", (event) => {
      const link = named(event);
      if (link && hasFocus(link)) {
        open(link);
      }
    });
    main.addEventListener("focusout", ({ target }) => target === shown && !card.matches(":hover") && close());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && shown) {
        dismissed = shown;
        close();
        event.preventDefault();
      }
    });
    addEventListener("scroll", () => shown && place(), { passive: true, capture: true });
    addEventListener("resize", () => shown && place());
  }

  themeSwitch();
  copyPermalinks();
  comparePositions();
  narrowLists();
  previewCards();
})();
