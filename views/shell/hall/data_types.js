// What Python sends to what is in the hall: see data_types.py.

/**
 * The presenter's window.
 * @typedef {object} PresenterData
 * @property {string} name - what the window that is presented goes by
 */

export {};
