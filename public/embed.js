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
//   origin    this document's origin. Without it the element shows the page and follows its height; with it the
//             element also hears what is chosen, and may choose.
//
// Events: `ready`, and with `origin` also `state`, `problems` and `download`; `detail` holds the content.
// Methods, with `origin`: load({ link } or { preset }), pin(inputs), open(section), download().
(() => {
  const PROTOCOL = 1;
  const ATTRIBUTES = ['preset', 'section', 'view', 'pin', 'origin'];
  const page = new URL('./index.html', document.currentScript.src);

  class OpenMercatoEcs extends HTMLElement {
    static observedAttributes = [...ATTRIBUTES, 'link'];

    #frame = document.createElement('iframe');
    #hear = (event) => this.#take(event);

    connectedCallback() {
      const frame = this.#frame;
      frame.title = 'OpenMercato on AWS: configurator';
      frame.allow = `clipboard-write ${page.origin}`;
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

    #show() {
      const address = new URL(page);
      address.searchParams.set('embed', '1');
      for (const name of ATTRIBUTES) {
        const value = this.getAttribute(name);
        if (value !== null) address.searchParams.set(name, value);
      }
      address.hash = this.getAttribute('link')?.replace(/^.*#/s, '') ?? '';
      if (this.#frame.src !== address.href) this.#frame.src = address.href;
    }

    #take({ source, origin, data }) {
      if (source !== this.#frame.contentWindow || origin !== page.origin || data?.openmercato !== PROTOCOL) return;
      if (data.type === 'height') this.#frame.style.height = `${Number(data.content.pixels)}px`;
      else this.dispatchEvent(new CustomEvent(data.type, { detail: data.content }));
    }

    #ask(type, content) {
      this.#frame.contentWindow?.postMessage({ openmercato: PROTOCOL, type, content }, page.origin);
    }
  }

  customElements.define('openmercato-ecs', OpenMercatoEcs);
})();
