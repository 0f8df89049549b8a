"""Test that a page that was left is not kept: hours of pages cost no memory."""

ROUND = ("Derive", "Jacobians", "Check", "Learn", "Tour", "Unroll")


def nodes(cdp):
    """Elements, texts and shadow roots that anything still holds."""
    for _ in range(2):
        cdp.send("HeapProfiler.collectGarbage")
    metrics = cdp.send("Performance.getMetrics")["metrics"]
    return next(each["value"] for each in metrics if each["name"] == "Nodes")


def test_pages_that_were_left_are_not_kept(visit):
    visit.open()
    cdp = visit.page.context.new_cdp_session(visit.page)
    cdp.send("Performance.enable")
    visit.ready = ()

    def go_round():
        for name in ROUND:
            link = visit.page.get_by_role("link", name=name, exact=True)
            visit.act(link.first.click)
        return nodes(cdp)

    first = go_round()
    assert go_round() < 1.1 * first
    assert go_round() < 1.1 * first
