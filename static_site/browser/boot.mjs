// What Streamlit for browsers takes for Pyodide: Pyodide with all packages there.
const here = new URL('./', import.meta.url).href;
const told = new BroadcastChannel('unrolled');
/** Where Streamlit for browsers has the app. */
const HOME = '/home/pyodide';

// Where WebAssembly can switch stacks, Pyodide runs every callback on one of its own, and
// breaks after some hundred reruns. Nothing here waits in the middle of Python.
delete WebAssembly.Suspending;
delete WebAssembly.promising;

const plain = globalThis.fetch;
/** All that Python begins with, asked for at once: answers by address, each given once. */
const asked = new Map('$FIRST'.split(' ').map(name => [here + name, plain(here + name)]));

/** Tell the page how many bytes have come; the answer itself stays as it is, for only so
 * does the browser keep what it compiles. */
async function count(answer) {
  const reader = answer.body?.getReader();
  for (let read = await reader?.read(); read?.value; read = await reader.read())
    told.postMessage(read.value.length);
}
for (const answer of asked.values())
  answer.then(response => count(response.clone())).catch(() => {});

globalThis.fetch = (what, options) => {
  const address = new URL(what.url ?? what, here).href;
  const answer = asked.get(address);
  asked.delete(address);
  return answer ?? plain(what, options);
};

/** A file at once: an import is no place to await one. */
function fetchNow(pyodide, name) {
  if (name === 'first.zip') return `/lib/${name}`;
  const request = new XMLHttpRequest();
  request.open('GET', here + name, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`${name}: ${request.status}`);
  pyodide.FS.writeFile(`/lib/${name}`, new Uint8Array(request.response));
  return `/lib/${name}`;
}

export async function loadPyodide(options) {
  const first = fetch(`${here}first.zip`).then(answer => answer.arrayBuffer());
  const { loadPyodide: load } = await import(`${here}pyodide/pyodide.mjs`);
  const pyodide = await load({ ...options, indexURL: `${here}pyodide/` });
  told.postMessage('python');
  pyodide.FS.writeFile('/lib/first.zip', new Uint8Array(await first));
  pyodide.runPython('import sys; sys.path.append("/lib/first.zip")');
  pyodide.pyimport('late').install(name => fetchNow(pyodide, name), HOME);
  told.postMessage('packages');
  return pyodide;
}
