const RUN_AFTER = 1200;

/**
 * Call back when a connection that was lost is there again and nothing runs: after a
 * lost connection Streamlit runs the page anew only if a part of it ran last, and a
 * server that was started anew meanwhile would not know the page.
 * @param {() => void} then
 */
export function onReconnected(then) {
  const app = document.querySelector('[data-testid=stApp]');
  if (!(app instanceof HTMLElement)) return;
  let lost = false;
  let waiting = 0;
  new MutationObserver(() => {
    const { testConnectionState: connection, testScriptState: script } = app.dataset;
    if (connection !== 'CONNECTED') {
      lost = true;
      return clearTimeout(waiting);
    }
    if (script === 'running') {
      lost = false;
      return clearTimeout(waiting);
    }
    if (!lost) return;
    lost = false;
    waiting = setTimeout(then, RUN_AFTER);
  }).observe(app, {
    attributes: true,
    attributeFilter: ['data-test-connection-state', 'data-test-script-state'],
  });
}
