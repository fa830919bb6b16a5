/* The stream of events: listens to what was built, as long as the tab is seen, and starts all. */

const { page, version } = document.currentScript.dataset;
/* How long the server may be away before that is worth a word: it may only be starting anew. */
const AWAY = 2000;

let source = null;
let lost = 0;

function away() {
  isAway = true;
  drawBar();
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
  isAway = false;
  drawBar();
  restyle(hello.style);
  show(hello.findings);
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
