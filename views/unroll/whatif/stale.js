/**
 * A box that waits for a run of the app.
 * @typedef {object} Waiting
 * @property {() => void} [over] - ends the waiting
 * @property {() => void} [arrived] - new data are there
 */

const LONGEST = 10000;
const IDLE = 3000;

/**
 * Let everything on the page be grey from the moment an edit is sent until its run is
 * over. A short run can start and end between two looks at the app: new data tell of it
 * too, and an app that stays idle for IDLE ms has run.
 * @param {Waiting} box
 * @param {() => void} then
 */
export function awaitRun(box, then) {
  const page = document.documentElement;
  const app = document.querySelector('[data-testid=stApp]');
  const idle = () =>
    app instanceof HTMLElement && app.dataset.testScriptState === 'notRunning';
  box.over?.();
  page.dataset.unrolledStale = '';
  let ran = false;
  const over = () => {
    states.disconnect();
    timers.forEach(clearTimeout);
    box.over = box.arrived = undefined;
    delete page.dataset.unrolledStale;
    then();
  };
  const look = () => {
    if (!idle()) ran = true;
    else if (ran) requestAnimationFrame(() => box.over === over && over());
  };
  const states = new MutationObserver(look);
  const timers = [
    setTimeout(() => {
      if (idle()) over();
    }, IDLE),
    setTimeout(over, LONGEST),
  ];
  box.over = over;
  box.arrived = () => {
    ran = true;
    look();
  };
  if (app) states.observe(app, { attributes: true });
}
