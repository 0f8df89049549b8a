// What Python sends to the buttons that save pictures: see data_types.py.

/**
 * @typedef {object} PicturesData
 * @property {boolean} here - the pictures are on this page
 * @property {string} title
 */
