import type { CSSProperties, ReactElement, ReactNode } from 'react';
import type { Download, Problems, Ready, State, Theme, Unknown } from './element.js';
import type { Inputs, PresetName, SectionName } from './index.js';

export interface OpenMercatoEcsProps {
  /** The preset that the form begins with; `blank`, as without a word, for none. */
  preset?: PresetName | 'blank';
  /** Inputs in the place of the preset's. */
  inputs?: Inputs;
  /** A link of the page, or what follows its #, in the place of both. */
  link?: string;
  /** Inputs that stay as they are and are not asked for. */
  pinned?: Inputs;
  /** The section that is open, as `dns-and-tls`. */
  section?: SectionName;
  /** The view that is open, as `plan`. */
  view?: string;
  /** The colours; those of the document around without a word. */
  theme?: Theme;
  /** The page's address, where it is not the one that comes with the package. */
  page?: string;
  /** `lazy`: the page is loaded once the reader comes near. */
  loading?: 'eager' | 'lazy';
  id?: string;
  className?: string;
  style?: CSSProperties;
  /** What is shown until the page can be used; a picture of the preset without a word. */
  children?: ReactNode;
  onReady?: (ready: Ready) => void;
  onChange?: (state: State) => void;
  onProblems?: (problems: Problems) => void;
  onDownload?: (download: Download) => void;
  onUnknown?: (unknown: Unknown) => void;
}

/**
 * The configurator in a page of React. What a server renders of it is a picture of the preset. Props that change are told
 * to the page: nothing is loaded anew, and what was typed stays.
 */
export function OpenMercatoEcs(props: OpenMercatoEcsProps): ReactElement;
