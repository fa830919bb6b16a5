/* Light or dark as it was chosen, before anything is shown; all else stands in `briefing.js`. */
try {
  const theme = localStorage.getItem("briefing-theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
} catch { /* Storage may be forbidden. */ }
