// <openmercato-ecs>: the configurator inside another page.
//
//   <script src="https://…/embed.js"></script>
//   <openmercato-ecs preset="minimal-managed" section="database" pin='{"database_mode": "managed"}'></openmercato-ecs>
//
// Attributes, all optional:
//   preset    a preset's name
//   link      a link of the page, or what follows its #
//   section   the section that is open, as `dns-and-tls`
//   view      the view that is open, as `plan`
//   pin       inputs that stay as they are, as JSON
//   page      the page's address, where it is not the folder of this script
//   origin    this document's origin. Without it the element shows the page and follows its height; with it the
//             element also hears what is chosen, and may choose.
//
// Events: `ready`, and with `origin` also `state`, `problems` and `download`; `detail` holds the content.
// Methods, with `origin`: load({ link } or { preset }), pin(inputs), open(section), and download(), which asks the
// reader to confirm it.
(() => {
  const PROTOCOL = 1;
  const ATTRIBUTES = ['preset', 'section', 'view', 'pin', 'origin'];
  const script = document.currentScript.src;

  class OpenMercatoEcs extends HTMLElement {
    static observedAttributes = [...ATTRIBUTES, 'link', 'page'];

    #frame = document.createElement('iframe');
    #hear = (event) => this.#take(event);

    connectedCallback() {
      const frame = this.#frame;
      frame.title = 'OpenMercato on AWS: configurator';
      frame.allow = `clipboard-write ${this.#page.origin}`;
      frame.referrerPolicy = 'no-referrer';
      // As properties: a host's policy may refuse style attributes.
      Object.assign(frame.style, { display: 'block', width: '100%', height: '40rem', border: '0' });
      this.#show();
      this.append(frame);
      window.addEventListener('message', this.#hear);
    }

    disconnectedCallback() {
      window.removeEventListener('message', this.#hear);
      this.#frame.remove();
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#show();
    }

    load(content) { this.#ask('load', content); }
    pin(inputs) { this.#ask('pin', { inputs }); }
    open(name) { this.#ask('section', { name }); }
    download() { this.#ask('download', {}); }

    /** Where the page is: a folder, since a host that redirects index.html to it would lose the query on the way. */
    get #page() {
      try {
        const named = new URL(this.getAttribute('page'), document.baseURI);
        // An address of another kind, as `javascript:`, would act as the document that this element is in.
        if (this.hasAttribute('page') && /^https?:$/.test(named.protocol)) return named;
      } catch {
        // What is no address counts as none.
      }
      return new URL('./', script);
    }

    #show() {
      const address = this.#page;
      address.searchParams.set('embed', '1');
      for (const name of ATTRIBUTES) {
        const value = this.getAttribute(name);
        if (value !== null) address.searchParams.set(name, value);
      }
      address.hash = this.getAttribute('link')?.replace(/^.*#/s, '') ?? '';
      if (this.#frame.src !== address.href) this.#frame.src = address.href;
    }

    #take({ source, origin, data }) {
      if (source !== this.#frame.contentWindow || origin !== this.#page.origin || data?.openmercato !== PROTOCOL) return;
      if (data.type === 'height') this.#frame.style.height = `${Number(data.content.pixels)}px`;
      else this.dispatchEvent(new CustomEvent(data.type, { detail: data.content }));
    }

    #ask(type, content) {
      this.#frame.contentWindow?.postMessage({ openmercato: PROTOCOL, type, content }, this.#page.origin);
    }
  }

  customElements.define('openmercato-ecs', OpenMercatoEcs);
})();
