// What is said above a picture, and what its terms mean.
import { child, make, setText } from './dom.js';

/** @import { Story } from './data_types.js' */

/**
 * Draw what is said above a picture, as the first thing in its place.
 * @param {ParentNode} parent
 * @param {Story | undefined} story
 */
export function drawStory(parent, story) {
  const there = [...parent.children].find(node => node.matches('.story'));
  if (!story) {
    there?.remove();
    return;
  }
  const node = there ?? make('p', 'story');
  if (!there) parent.prepend(node);
  setText(child(node, 'title', 'b'), story.title);
  setText(child(node, 'text', 'span'), story.text);
  if (!there && story.about.length) drawTerms(node, story.about);
}

/**
 * A mark that shows what the terms mean where it is pointed at, has the focus or is
 * pressed; Escape hides it.
 * @param {Element} node
 * @param {Story['about']} about
 */
function drawTerms(node, about) {
  const mark = make('button', 'terms', node, '?');
  mark.type = 'button';
  mark.ariaLabel = `In short: ${about.map(([name]) => name.toLowerCase()).join(', ')}`;
  const note = make('span', 'meanings', node);
  note.popover = 'auto';
  for (const [name, meaning] of about) {
    const term = make('span', 'term', note);
    make('b', '', term, `${name}.`);
    term.append(` ${meaning}`);
  }
  mark.popoverTargetElement = note;
  // Where a pointer or the focus has shown it already, a press does not hide it.
  mark.popoverTargetAction = 'show';
  mark.onmouseenter = () => note.showPopover();
  mark.onmouseleave = () => note.hidePopover();
  mark.onfocus = () => {
    if (mark.matches(':focus-visible')) note.showPopover();
  };
  mark.onblur = () => note.hidePopover();
}
