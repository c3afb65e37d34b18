// <openmercato-ecs>: the configurator inside another page.
//
//   <script src="https://…/embed.js"></script>
//   <openmercato-ecs preset="minimal-managed" section="database" pinned='{"redis_mode": "managed"}'></openmercato-ecs>
//
// Attributes, all optional, each with a property of its name:
//   preset    a preset's name; `blank` for none
//   inputs    inputs in the place of the preset's, as JSON; the property takes an object, too
//   link      a link of the page, or what follows its #, in the place of both
//   pinned    inputs that stay as they are, as `inputs`; `pin` in version 0.1.0
//   section   the section that is open, as `dns-and-tls`
//   view      the view that is open, as `plan`
//   theme     `light`, `dark` or `auto`: as the document around has it, which is what holds without a word
//   page      the page's address, where it is not the folder of this script
//   loading   `lazy`: the page is loaded once the reader comes near
// An attribute that changes tells the page so: what was typed stays, and the document's history is left alone.
//
// Events: `ready`, and `unknown` for a preset, a section or a view that does not exist. Where the operator of the page
// trusts this document's origin, also `state`, `problems` and `download`; `detail` holds the content.
// Methods: open(section). With that trust also load({ link } or { preset, inputs }), and download(), which asks the reader
// to confirm it. What is asked before `ready` is asked then.
//
// What stands inside the element is shown until the page can be used.

const NAME = 'openmercato-ecs';
const PROTOCOL = 1;
const TEXTS = ['preset', 'link', 'section', 'view', 'theme', 'page', 'loading', 'origin'];
const OBJECTS = ['inputs', 'pinned'];
/** What changes what is filled in. */
const CONTENT = ['preset', 'inputs', 'link'];
const EVENTS = ['ready', 'unknown', 'state', 'problems', 'download'];
const STYLE = `
  :host { display: block; position: relative; }
  :host([hidden]), slot[hidden] { display: none; }
  iframe { display: block; width: 100%; height: 40rem; border: 0; }
  .waiting { position: absolute; inset: 0; overflow: hidden; visibility: hidden; }`;

/**
 * Defines the element, unless it is defined already or there is no document, as on a server. `folder` gives the address
 * of the page where the attribute `page` names none.
 */
export function defineElement(folder) {
  if (!globalThis.customElements || customElements.get(NAME)) return;

  class OpenMercatoEcs extends HTMLElement {
    static observedAttributes = [...TEXTS, ...OBJECTS, 'pin'];

    #box = document.createElement('div');
    #slot = document.createElement('slot');
    #frame;
    #isReady = false;
    #isHeard = false;
    /** The attributes that have changed since the page was told. */
    #changed = new Set();
    /** What was asked before the page was ready. */
    #asked = [];
    /** The link of what was chosen last, where the page tells it. */
    #link = '';
    #hear = (event) => this.#take(event);
    #theme = watchTheme(this, (name) => this.#ask('theme', { name }));

    constructor() {
      super();
      const style = new CSSStyleSheet();
      style.replaceSync(STYLE);
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [style];
      root.append(this.#slot, this.#box);
      this.#slot.addEventListener('slotchange', () => this.#settle());
    }

    connectedCallback() {
      for (const name of [...TEXTS, ...OBJECTS]) this.#takeOver(name);
      const frame = document.createElement('iframe');
      this.#frame = frame;
      frame.title = 'OpenMercato on AWS: configurator';
      frame.allow = `clipboard-write ${this.#page.origin}`;
      frame.referrerPolicy = 'no-referrer';
      if (this.loading === 'lazy') frame.loading = 'lazy';
      this.#theme.start();
      this.#changed.clear();
      frame.src = this.#address;
      window.addEventListener('message', this.#hear);
      this.#settle();
      this.#box.replaceChildren(frame);
    }

    disconnectedCallback() {
      window.removeEventListener('message', this.#hear);
      this.#theme.stop();
      this.#frame.remove();
      this.#frame = undefined;
      this.#isReady = false;
    }

    /** Where a browser can move an element as it is, the page in it goes on. */
    connectedMoveCallback() {}

    attributeChangedCallback(name, before, after) {
      if (before === after) return;
      if (CONTENT.includes(name)) this.#link = '';
      if (!this.#frame) return;
      // What changes in one go is told in one.
      if (this.#changed.size === 0) queueMicrotask(() => this.#tellChanges());
      this.#changed.add(name === 'pin' ? 'pinned' : name);
    }

    load(content) { this.#ask('load', content); }
    open(name) { this.#ask('section', { name }); }
    download() { this.#ask('download', {}); }

    /** A property that was set before the element was defined. */
    #takeOver(name) {
      if (!Object.hasOwn(this, name)) return;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }

    /** Where the page is: a folder, since a host may redirect index.html to it. */
    get #page() {
      try {
        const named = new URL(this.page, document.baseURI);
        // An address of another kind, as `javascript:`, would act as the document that this element is in.
        if (this.page && /^https?:$/.test(named.protocol)) return named;
      } catch {
        // What is no address counts as none.
      }
      return new URL(folder());
    }

    /** The page's address with all that the attributes say. It stands behind the #, so that several elements ask for one file. */
    get #address() {
      const asked = new URLSearchParams({ embed: '1', theme: this.#theme.name });
      const words = {
        preset: this.preset,
        inputs: this.getAttribute('inputs'),
        pinned: this.#pinned,
        section: this.section,
        view: this.view,
        origin: this.origin || location.origin,
        link: this.#link || this.link.replace(/^.*#/s, ''),
      };
      for (const [name, word] of Object.entries(words)) if (word) asked.set(name, word);
      if (words.origin === 'null') asked.delete('origin');
      const address = this.#page;
      address.hash = String(asked);
      return address.href;
    }

    get #pinned() {
      return this.getAttribute('pinned') ?? this.getAttribute('pin');
    }

    /** Shows what stands inside the element until the page can be used. */
    #settle() {
      const isContent = (node) => node.nodeType === Node.ELEMENT_NODE || node.data?.trim();
      this.#slot.hidden = this.#isReady;
      this.#box.className = !this.#isReady && this.#slot.assignedNodes().some(isContent) ? 'waiting' : '';
    }

    #take({ source, origin, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || origin !== this.#page.origin || data?.openmercato !== PROTOCOL) return;
      const { type, content } = data;
      if (type === 'height' && content?.pixels > 0) this.#frame.style.height = `${Number(content.pixels)}px`;
      if (!EVENTS.includes(type)) return;
      if (type === 'state') this.#link = String(content?.link ?? '');
      if (type === 'ready') this.#begin(content?.heard === true);
      this.dispatchEvent(new CustomEvent(type, { detail: content }));
    }

    /** The page can be used: it is told what it has missed. */
    #begin(isHeard) {
      this.#isReady = true;
      this.#isHeard = isHeard;
      this.#settle();
      this.#send('theme', { name: this.#theme.name });
      this.#tellChanges();
      for (const [type, content] of this.#asked.splice(0)) this.#ask(type, content);
    }

    /** Tells the page which attributes have changed; what it does not take from this document, it opens anew. */
    #tellChanges() {
      const changed = [...this.#changed];
      if (!this.#frame || changed.includes('page') || changed.includes('origin')) return this.#open();
      if (!this.#isReady) return;
      this.#changed.clear();
      if (changed.includes('theme')) this.#theme.start();
      const isContent = changed.some((name) => CONTENT.includes(name));
      if (!this.#isHeard && (isContent || changed.includes('pinned'))) return this.#open();
      if (changed.includes('pinned')) this.#send('pin', { inputs: parsed(this.#pinned) ?? {} });
      if (isContent) this.#send('load', this.link ? { link: this.link } : { preset: this.preset || 'blank', inputs: this.inputs ?? {} });
      for (const name of ['theme', 'section', 'view']) {
        const word = name === 'theme' ? this.#theme.name : this[name];
        if (changed.includes(name) && word) this.#send(name, { name: word });
      }
    }

    /** Opens the page anew, without a step in the history of the document around. */
    #open() {
      this.#changed.clear();
      if (!this.#frame) return;
      this.#isReady = false;
      this.#frame.contentWindow.location.replace(this.#address);
    }

    #ask(type, content) {
      if (!this.#isReady) {
        if (type !== 'theme') this.#asked.push([type, content]);
        return;
      }
      if (!this.#isHeard && ['load', 'download'].includes(type)) {
        console.warn(`<${NAME}>: ${this.#page.origin} does not take orders from ${location.origin}. Its embed.json has to name it.`);
      }
      this.#send(type, content);
    }

    #send(type, content) {
      const { origin } = this.#page;
      this.#frame.contentWindow.postMessage({ openmercato: PROTOCOL, type, content }, origin === 'null' ? '*' : origin);
    }
  }

  for (const name of TEXTS) {
    reflect(OpenMercatoEcs, name, (text) => text ?? '', String);
  }
  for (const name of OBJECTS) {
    reflect(OpenMercatoEcs, name, parsed, (value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  }
  customElements.define(NAME, OpenMercatoEcs);
}

/** Gives a class of elements a property for an attribute. */
function reflect({ prototype }, name, read, write) {
  Object.defineProperty(prototype, name, {
    configurable: true,
    enumerable: true,
    get() { return read(this.getAttribute(name)); },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, write(value));
    },
  });
}

/** What a text says as JSON; null where it says nothing. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The colours that an element asks for: its own, or those of the document around, followed while it is connected. */
function watchTheme(element, tell) {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let told;
  const look = () => {
    if (watch.name !== told) tell(told = watch.name);
  };
  const changes = new MutationObserver(look);
  const watch = {
    get name() {
      const { theme } = element;
      return theme === 'light' || theme === 'dark' ? theme : themeAround(element, system.matches);
    },
    start() {
      told = watch.name;
      const filter = { attributeFilter: ['class', 'data-theme', 'style'] };
      for (const root of [document.documentElement, document.body]) if (root) changes.observe(root, filter);
      system.addEventListener('change', look);
    },
    stop() {
      changes.disconnect();
      system.removeEventListener('change', look);
    },
  };
  return watch;
}

/** Light or dark, as the document around an element says: by its style, by an attribute as frameworks have it, or by a meta element. */
function themeAround(element, isSystemDark) {
  const marked = element.closest('[data-theme]')?.dataset.theme;
  const meta = document.querySelector('meta[name=color-scheme]')?.content;
  const style = getComputedStyle(element).colorScheme;
  const words = style && style !== 'normal' ? style : marked ?? meta ?? 'light';
  const [isLight, isDark] = ['light', 'dark'].map((name) => words.split(/\s+/).includes(name));
  return isLight && isDark ? (isSystemDark ? 'dark' : 'light') : isDark ? 'dark' : 'light';
}
