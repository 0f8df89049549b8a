"""The page Learn without a browser: opened, trained to the end, a button pressed."""

from tests.views.pages import component_data, open_page


def learn(**query):
    page = open_page(page="learn", **query)
    assert not page.exception
    return page


def turns(page, most=60):
    """Run on as the browser does, which asks for the next turn, to the end."""
    for _ in range(most):
        if not component_data(page, "learning")["running"]:
            return page
        page.run()
        assert not page.exception
    raise AssertionError("training does not end")


def labels(page):
    return [button.label for button in page.button]


def press(page, label):
    return next(b for b in page.button if b.label == label).click().run()
