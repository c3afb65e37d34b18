// <openmercato-ecs>, with the page that comes with the package. On a server it does nothing.

import { defineElement } from '../made/element.js';

defineElement(() => new URL('../made/openmercato-ecs.html', import.meta.url));
