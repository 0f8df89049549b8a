// What Streamlit for browsers takes for Pyodide: Pyodide with all packages there.
const here = new URL('./', import.meta.url).href;
const told = new BroadcastChannel('unrolled');

// Where WebAssembly can switch stacks, Pyodide runs every callback on one of its own, and
// breaks after some hundred reruns. Nothing here waits in the middle of Python.
delete WebAssembly.Suspending;
delete WebAssembly.promising;

/** Fetch as always, and tell the page of every piece. */
const plain = globalThis.fetch;
globalThis.fetch = async (...asked) => {
  const answer = await plain(...asked);
  if (!answer.body || !answer.ok) return answer;
  const counted = new TransformStream({
    transform(piece, next) {
      told.postMessage(piece.length);
      next.enqueue(piece);
    },
  });
  const { status, statusText, headers } = answer;
  return new Response(answer.body.pipeThrough(counted), { status, statusText, headers });
};

/** A file at once: an import is no place to await one. */
function fetchNow(pyodide, name) {
  const asked = new XMLHttpRequest();
  asked.open('GET', here + name, false);
  asked.responseType = 'arraybuffer';
  asked.send();
  if (asked.status !== 200) throw new Error(`${name}: ${asked.status}`);
  pyodide.FS.writeFile(`/lib/${name}`, new Uint8Array(asked.response));
  return `/lib/${name}`;
}

export async function loadPyodide(options) {
  const first = fetch(`${here}first.zip`).then(answer => answer.arrayBuffer());
  const { loadPyodide: load } = await import(`${here}pyodide/pyodide.mjs`);
  const pyodide = await load({ ...options, indexURL: `${here}pyodide/` });
  told.postMessage('python');
  pyodide.FS.writeFile('/lib/first.zip', new Uint8Array(await first));
  pyodide.runPython('import sys; sys.path.append("/lib/first.zip")');
  pyodide.pyimport('late').install(name => fetchNow(pyodide, name));
  told.postMessage('packages');
  return pyodide;
}
