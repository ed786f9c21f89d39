// Frames a second while the page is scrolled to its end within three seconds.
() =>
  new Promise((resolve) => {
    const most = document.documentElement.scrollHeight - innerHeight;
    const begin = performance.now();
    let frames = 0;
    function step(now) {
      frames += 1;
      const part = Math.min(1, (now - begin) / 3000);
      scrollTo(0, most * part);
      if (part < 1) {
        requestAnimationFrame(step);
      } else {
        resolve((frames * 1000) / (performance.now() - begin));
      }
    }
    requestAnimationFrame(step);
  });
