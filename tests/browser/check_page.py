"""The page Check in a browser: its box for gradients, and when it is painted."""

READY = (".heatmaps .cell", ".slips .katex")
ANSWER = ".st-key-own_answer"


def text_box(guest):
    return guest.page.get_by_role("textbox", name="Your gradients")


def paste(guest, text):
    box = text_box(guest)
    box.fill(text)
    guest.act(lambda: box.press("Control+Enter"))
