import type { Diagnostic, Inputs, PresetName, SectionName } from './index.js';

/** The configurator in a document: `<openmercato-ecs>`. Each attribute has a property of its name. */
export interface OpenMercatoEcsElement extends HTMLElement {
  /** The preset that the form begins with; `blank` for none. */
  preset: PresetName | 'blank' | '';
  /** Inputs in the place of the preset's. */
  inputs: Inputs | null;
  /** A link of the page, or what follows its #, in the place of both. */
  link: string;
  /** Inputs that stay as they are and are not asked for. */
  pinned: Inputs | null;
  /** The section that is open, as `dns-and-tls`. */
  section: SectionName | '';
  /** The view that is open, as `plan`. */
  view: string;
  /** The colours; `auto`, as the document around has them, without a word. */
  theme: Theme | '';
  /** The page's address, where it is not the one that comes with the package. */
  page: string;
  /** `lazy`: the page is loaded once the reader comes near. */
  loading: 'eager' | 'lazy' | '';
  /** Opens a section. */
  open(section: SectionName): void;
  /** Fills the form: by a link, or by a preset and inputs in the place of its own. */
  load(content: { link: string } | { preset?: PresetName | 'blank'; inputs?: Inputs }): void;
  /** Asks the reader whether to save the archive. */
  download(): void;
}

/** The colours of the page. */
export type Theme = 'light' | 'dark' | 'auto';

/** The page can be used. */
export interface Ready {
  version: string;
  /** Whether the page tells this document what is chosen. */
  heard: boolean;
}

/** What is chosen. */
export interface State {
  /** The fragment of a link, without `#`. */
  link: string;
  /** How many resources Terraform will create. */
  resources: number;
}

/** What is wrong with it. */
export interface Problems {
  errors: Problem[];
  advice: Problem[];
  /** The places where something is missing, or made up by a preset. */
  to_fill_in: string[];
}

export type Problem = Pick<Diagnostic, 'level' | 'path' | 'message'>;

/** What the reader has saved. */
export interface Download {
  name: string;
  sha256: string;
}

/** A name that names nothing. */
export interface Unknown {
  kind: 'preset' | 'section' | 'view';
  name: string;
  nearest: string | null;
  message: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'openmercato-ecs': OpenMercatoEcsElement;
  }
}
