// A stand-in for the parts of a browser that the history module works on.
import { mock } from 'node:test';

/** The entries of a history; the last is the one that is there. */
export class FakeHistory {
  entries = ['start'];
  pushState(_state, _title, entry) {
    this.entries.push(entry);
  }
  replaceState(_state, _title, entry) {
    this.entries[this.entries.length - 1] = entry;
  }
}

/** Stand in for the browser, with timers that the test turns. */
export function standIn() {
  const listeners = {};
  const history = new FakeHistory();
  mock.timers.enable({ apis: ['setTimeout'] });
  Object.assign(globalThis, {
    history,
    History: FakeHistory,
    Element: class {},
    PopStateEvent: class {
      type = 'popstate';
    },
    addEventListener: (type, then) => {
      listeners[type] = then;
    },
    dispatchEvent: event => listeners[event.type](event),
    document: {
      addEventListener: (type, then) => {
        listeners[`document ${type}`] = then;
      },
    },
  });
  return { history, listeners, wait: ms => mock.timers.tick(ms) };
}
