// The element for documents that load it as a script: the page is in the same folder.

import { defineElement } from './element.js';

// A module has no currentScript, and a script may not say `import.meta`.
const here = globalThis.document?.currentScript?.src ?? /https?:\S+?\/embed\.js/.exec(new Error().stack)?.[0];
defineElement(() => new URL('./', here ?? document.baseURI));
