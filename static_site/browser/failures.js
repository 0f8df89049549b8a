// Says in plain words why the app cannot start, where it says how far Python is.
(() => {
  const coming = document.getElementById('coming');
  const ALIVE = 'What you see works without it.';
  const FROM_FILE =
    'The app does not run from a file, for browsers start no Python there. Serve this ' +
    'folder: run “python -m http.server --bind 127.0.0.1” in it and open ' +
    'http://127.0.0.1:8000.';
  const CANNOT =
    'This browser cannot run Python: it is too old, or WebAssembly is switched off, as ' +
    'some modes of high security do.';
  const ON_LINE = 'See that you are connected, and load the page again.';
  const NEEDED = ['WebAssembly', 'Worker', 'BroadcastChannel'];

  /**
   * @param {string} why
   * @param {boolean} again - whether it may come if it is asked for once more
   */
  function say(why, again) {
    if (!coming.isConnected || coming.className) return;
    coming.className = 'failed';
    coming.setAttribute('role', 'alert');
    const alive = document.getElementById('first') ? ` ${ALIVE}` : '';
    coming.textContent = why + alive;
    if (!again) return;
    const button = document.createElement('button');
    button.textContent = 'Load again';
    button.onclick = () => location.reload();
    coming.append(button);
  }

  globalThis.failed = what => say(`The app did not come: ${what}. ${ON_LINE}`, true);
  if (location.protocol === 'file:') say(FROM_FILE, false);
  else if (!NEEDED.every(name => name in globalThis)) say(CANNOT, false);
  else
    new BroadcastChannel('unrolled').addEventListener('message', ({ data }) => {
      if (data.failed) globalThis.failed(data.failed);
    });
})();
