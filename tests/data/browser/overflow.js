// By how much a document is higher or wider than the window that shows it.
() => {
  const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
  return Math.max(scrollHeight - clientHeight, scrollWidth - clientWidth);
};
