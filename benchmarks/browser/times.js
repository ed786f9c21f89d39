// Milliseconds from navigation to the first paint, and until two frames after the scripts ran.
() =>
  new Promise((resolve) => {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const [paint] = performance.getEntriesByName("first-contentful-paint");
        resolve({ paint: paint?.startTime ?? 0, drawn: performance.now() });
      }),
    );
  });
