"""What Python says comes as late as a test wants."""

LATE = """window.WebSocket = class extends WebSocket {
  addEventListener(type, listener, ...how) {
    const late = event => window.late
      ? window.late.push(() => listener.call(this, event))
      : listener.call(this, event);
    super.addEventListener(type, type === 'message' ? late : listener, ...how);
  }
};"""
"""Lets what Python says wait while there is a `window.late`."""
RELEASED = """() => { const waiting = window.late; delete window.late;
  for (const message of waiting) message(); }"""
"""Lets it come after all."""
HEARD = """() => { const { drawn, picks } = document.unrolled.answers;
  return ['headline', 'network', 'triangle', 'bars'].every(
    role => drawn[role].data.at_once?.heard === picks); }"""
"""Whether what Python says of the last pick has come to all pictures."""
