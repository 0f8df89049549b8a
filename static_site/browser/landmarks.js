// The sidebar has a name and a role: this version of Streamlit gives it an attribute that
// only buttons may have.
function name() {
  for (const bar of document.querySelectorAll('[data-testid=stSidebar][aria-expanded]')) {
    bar.dataset.collapsed = String(bar.ariaExpanded === 'false');
    bar.removeAttribute('aria-expanded');
    bar.role = 'region';
    bar.ariaLabel = 'Settings';
  }
}
new MutationObserver(name).observe(document.getElementById('root'), {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ['aria-expanded'],
});
