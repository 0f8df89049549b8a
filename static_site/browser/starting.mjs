// Starts Python, and tells the page what did not come.
const here = new URL('./', import.meta.url).href;
const told = new BroadcastChannel('unrolled');
const tell = failed => told.postMessage({ failed });

const plain = globalThis.fetch;
globalThis.fetch = async (asked, ...options) => {
  const address = new URL(asked.url ?? asked, here).href;
  const name = address.startsWith(here) ? address.slice(here.length) : '';
  try {
    const answer = await plain(asked, ...options);
    if (name && !answer.ok) tell(`${name} is missing (${answer.status})`);
    return answer;
  } catch (error) {
    if (name) tell(`${name} was not to be reached`);
    throw error;
  }
};

export async function loadPyodide(options) {
  try {
    const { loadPyodide: load } = await import('./boot.mjs');
    return await load(options);
  } catch (error) {
    tell(`Python did not start (${String(error?.message ?? error).trim()})`);
    throw error;
  }
}
