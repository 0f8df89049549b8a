"""A scene list of one's own, and how it is loaded and named on the page."""

LIST = """all: text=my own cat sees my own dog and my own dog sees my own cat&T=5
# Mine
page=unroll&t=2&k=1&focus=triangle
Look at [one](k=0), or at [a line](https://a.example/base/derive?line=3&tour=own#x).
# The line
/derive?line=2
# Last
http://127.0.0.1:8601/?page=unroll&t=4&k=2&tour=bptt&scene=7&present=on
"""


def load(visit, text=LIST, name="mine.txt"):
    sent = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    field = visit.page.locator('[data-testid="stMain"] input[type="file"]')
    visit.act(lambda: field.set_input_files(sent))


def title(visit):
    return visit.page.locator(".scene-bar h2").first.inner_text()
