// The bar of a scene: its parts, and its words.
import { make } from '../components/dom.js';
import { follow } from '../components/navigate.js';
import { HALL_KEYS } from './hall/hall.js';

/** @import { LinkPlaces } from '../components/data_types.js' */
/** @import { ShownScene } from './data_types.js' */

const KEYS = [
  [
    '→  or  Page down',
    'next step, then next scene; on Derive, without a tour, next line',
  ],
  ['←  or  Page up', 'the step or scene before; the line before'],
  ['↓, ↑', 'presented: further down what is taller than the screen, and up'],
  ['Home, End', 'first and last scene'],
  ['p', 'present: no sidebar, large type, edits locked; Escape ends it'],
  ['f', 'full screen'],
  ['s', 'spotlight on what is pointed at or has the focus'],
  ['v', 'projector: high contrast; again, as the system has it'],
  ['l', 'copy the link to exactly this view'],
  ...HALL_KEYS,
  ['t', 'take it home: handout, slides, notebook, pictures, numbers'],
  ['?', 'this list; Escape shuts it'],
  ['Tab, Shift Tab', 'from picture to picture, and from button to button'],
  ['arrow keys in a picture', 'from cell to cell, from weight to weight'],
  ['Enter', 'pick what has the focus'],
];

/**
 * The parts that are built once.
 * @param {HTMLElement} box
 */
export function buildSceneBar(box) {
  const scene = make('section', 'scene', box);
  const tools = make('div', 'tools', box);
  const head = make('div', 'top', scene);
  const title = make('h2', '', head);
  const turn = make('div', 'turn', head);
  const words = make('div', 'words', scene);
  const back = make('a', 'back', turn, '‹ back');
  const place = make('span', 'place', turn);
  place.setAttribute('role', 'status');
  const where = make('span', 'where', place);
  const step = make('span', 'step', place);
  const dots = make('span', 'dots', turn);
  dots.ariaHidden = 'true';
  const next = make('a', 'next', turn, 'next ›');
  const end = make('button', 'end', turn, 'End the tour');
  const link = make('button', 'link', tools, 'Copy link');
  const take = make('button', 'take', tools, 'Take it home');
  const present = make('button', 'present', tools, 'Present');
  const help = make('button', 'help', tools, 'Keys');
  const told = make('span', 'told', tools);
  told.setAttribute('role', 'status');
  const dialog = make('dialog', '', box);
  dialog.setAttribute('aria-label', 'Keys');
  make('h2', '', dialog, 'Keys');
  const list = make('dl', '', dialog);
  for (const [key, does] of KEYS) {
    make('dt', '', list, key);
    make('dd', '', list, does);
  }
  const shut = make('button', 'shut', dialog, 'Close');
  for (const button of [end, link, take, present, help, shut]) button.type = 'button';
  const spot = make('div', 'spot', box);
  spot.hidden = true;
  /** What the words are of. */
  const written = '';
  return {
    ...{
      scene,
      title,
      words,
      back,
      where,
      step,
      dots,
      next,
      end,
      link,
      take,
      present,
      help,
    },
    ...{ told, dialog, shut, spot, written },
  };
}

/** @typedef {ReturnType<typeof buildSceneBar>} SceneBarParts */

/**
 * Write a scene's words, whose phrases are its steps.
 * @param {SceneBarParts} parts
 * @param {ShownScene} scene
 * @param {LinkPlaces} places
 * @param {(phrase: boolean) => void} clicked - whether it was a phrase
 */
export function writeScene(parts, scene, places, clicked) {
  const { number, beat, steps, paragraphs } = scene;
  const key = JSON.stringify([paragraphs, beat, location.search]);
  if (parts.written === key) return;
  parts.written = key;
  const written = paragraphs.map(phrases => {
    const paragraph = make('p');
    for (const { words, step } of phrases) {
      if (step === null) paragraph.append(words);
      else {
        const phrase = make('a', 'phrase', paragraph, words);
        follow(phrase, steps[number - 1][step], places);
        if (step === beat) phrase.setAttribute('aria-current', 'step');
      }
    }
    paragraph.onclick = ({ target }) =>
      clicked(target instanceof Element && target.matches('.phrase'));
    return paragraph;
  });
  parts.words.replaceChildren(...written);
}
