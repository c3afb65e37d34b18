// How long a page works, on a machine that others use too.

/**
 * Milliseconds of processor time that the page's main thread spends while `action` runs, and what `action` gives:
 * `{ milliseconds, result }`. What it waits, and what other processes take from it meanwhile, does not count.
 *
 * Chromium's `ThreadTime`: https://chromedevtools.github.io/devtools-protocol/tot/Performance/#method-getMetrics
 */
export async function processorTime(page, action) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'ThreadTime').value;
  };
  try {
    const before = await spent();
    const result = await action();
    return { milliseconds: (await spent()) - before, result };
  } finally {
    await session.detach();
  }
}
