// Whether all of a document is in the window that shows it.
() => {
  const { scrollHeight, clientHeight } = document.documentElement;
  return scrollHeight <= clientHeight;
};
