// Streamlit pushes a history entry for each setting that a pick changes; one step back
// should undo the pick. What follows the first entry at once replaces it instead.
const oneStep = (within = 400) => {
  if (Object.hasOwn(history, 'pushState')) return;
  let first = true,
    end = setTimeout(() => delete history.pushState, 5000);
  history.pushState = (...entry) => {
    if (!first) return history.replaceState(...entry);
    first = false;
    clearTimeout(end);
    setTimeout(() => delete history.pushState, within);
    return History.prototype.pushState.apply(history, entry);
  };
};
const PAGE = 2500;
// Buttons of Streamlit's own that set several values.
if (!document.unrolledOneStep) {
  document.unrolledOneStep = true;
  document.addEventListener(
    'click',
    e => {
      if (e.target.closest?.('[class*="st-key-to_"], [class*="st-key-preset_"]'))
        oneStep(PAGE);
    },
    true,
  );
}
