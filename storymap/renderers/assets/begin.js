// Runs before the first paint: what only makes sense with scripts may show from now on.
document.documentElement.classList.add("js");
