/* What somebody sees of a page, kept while it is loaded anew: where they are, what is folded open, what has
   the focus. */

const VIEW = `briefing-preview view ${location.pathname}`;

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
