// Scene lists in a link's fragment: they are unpacked here, no further than a file may be
// long, so that a few bytes cannot fill the memory.

/** Bytes of a list. */
export const MOST_UNPACKED = 100_000;
/** Letters that as many bytes have at most, packed. */
const MOST_PACKED = 140_000;
/** Bytes that are unpacked at a time: at most a thousand times as many come of them. */
const PIECE = 64;

/** @param {Uint8Array<ArrayBuffer>} bytes */
function inPieces(bytes) {
  let at = 0;
  return new ReadableStream(
    {
      pull(stream) {
        if (at >= bytes.length) stream.close();
        else stream.enqueue(bytes.slice(at, at + PIECE));
        at += PIECE;
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * A packed list after a “=”, or in one word why it is none: damaged, long, or old, where
 * the browser cannot unpack it.
 * @param {string} packed - base64url of deflated UTF-8
 */
export async function unpack(packed) {
  if (typeof DecompressionStream === 'undefined') return 'old';
  if (packed.length > MOST_PACKED) return 'long';
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  let size = 0;
  try {
    const letters = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, letter => letter.charCodeAt(0));
    const unpacker = new DecompressionStream('deflate-raw');
    const reader = inPieces(bytes).pipeThrough(unpacker).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MOST_UNPACKED) {
        reader.cancel().catch(() => {});
        return 'long';
      }
      pieces.push(value);
    }
    const whole = await new Blob(pieces).arrayBuffer();
    return '=' + new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch {
    return 'damaged';
  }
}
