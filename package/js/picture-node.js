// The picture of a preset, on a server.

import { PICTURES } from '../made/pictures.js';

/** The picture as SVG; a text of none for what is no preset. */
export const picture = (preset) => (Object.hasOwn(PICTURES, preset ?? '') ? PICTURES[preset] : '');
