// Runs before the first paint, so that a chosen theme does not flash; a file because the page's policy forbids inline scripts.
(function () {
  try {
    var theme = localStorage.getItem('saphan-theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch (error) { /* storage is off: the system's theme holds */ }
})();
