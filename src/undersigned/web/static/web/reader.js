// What script adds to pages that are whole without it. No dependencies; nothing here writes styles.

for (const summary of document.querySelectorAll("[data-focus]")) summary.focus();
