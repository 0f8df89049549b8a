// Steps of the browser's history, in a page where what is picked stands in the address.
import { shared } from './shared.js';

/** What is about to be pushed is one step: one step back undoes it. */
export const oneStep = () => shared().steps?.oneStep();

/** What is about to be pushed is no step of its own. */
export const noStep = () => shared().steps?.noStep();
