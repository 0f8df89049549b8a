"""Pages with a link that has many settings, to be opened in several browsers."""

from tests.browser.page_numbers import NUMBERS
from tests.browser.visiting import Visit

VIEW = (
    "D_h=4&T=6&seed=3&activation=tanh&reduction=mean&i=1&j=2&t=5&k=1&s=2&to=5"
    "&edits=H1.2_0.5*x3_sea*step_0.25_mean_w2&window=3&nudge=1.5&instances=all"
)


PAGES = {
    "page=unroll&whatif=nudge": (".response-curves tr", ".chain .katex"),
    "page=jacobians": (".factor-strip .cell", ".balance"),
    "page=derive&derivation=earlier-weights&line=9&show=numbers": (".row.now .katex",),
    "page=check": (".heatmaps .cell", ".slips .slip"),
}


def opened(visit: Visit, page: str) -> Visit:
    visit.open(f"/?{page}&{VIEW}", PAGES[page])
    visit.wait_until_still(lambda: visit.page.evaluate(NUMBERS))
    return visit
