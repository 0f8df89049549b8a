"""What Python says comes as late as a test wants."""

from tests.browser.visiting import Visit

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


def arriving(browser, address):
    """One visitor for many tests, who follows an address in each and may be kept
    waiting; in none of them the page complained.
    """
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        guest = Visit(context.new_page(), address)
        guest.page.add_init_script(LATE)
        yield guest
        assert guest.complaints == []
